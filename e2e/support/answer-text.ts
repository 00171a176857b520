/** The body of an answer; of one that follows what happens, and so has no end, what came until its first event was whole. */
export async function answerText(response: Response, endless: boolean): Promise<string> {
  if (!endless || response.body === null) return response.text()
  const decoder = new TextDecoder()
  let text = ''
  // Leaving the loop cancels the body.
  for await (const chunk of response.body) {
    text += decoder.decode(chunk, { stream: true })
    if (text.includes('\n\n')) break
  }
  return text
}
