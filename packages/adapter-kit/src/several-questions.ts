/**
 * What a user is told who has answered several open questions in a way that does not tell which answer is to which. It
 * goes into an `input-required` event: the task asks on, and nothing is sent to the vendor.
 */
export const SEVERAL_QUESTIONS_ARE_OPEN =
  'Several questions are open. Answer with a data part: an object with an answer for each id; or with one part for each question, in their order.'
