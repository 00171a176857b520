/**
 * What a user is told who has answered several open questions in a way that does not tell which answer is to which. It
 * goes into an `input-required` event: the task asks on, and nothing is sent to the vendor.
 */
export const SEVERAL_QUESTIONS_ARE_OPEN =
  'Several questions are open. Answer with a data part: an object with an answer for each id; or with one part for each question, in their order.'

/** What a user is told who has answered with a file; the task asks on, as with `SEVERAL_QUESTIONS_ARE_OPEN`. */
export const A_FILE_IS_NO_ANSWER = 'What is asked is answered with text or data, not with a file.'
