/** Reads a stream of a counting task to its end. Throws when an event is missing, out of order, or the task did not complete. */
export async function readStream(answer: Response, chunks: number): Promise<void> {
  if (!answer.ok || answer.body === null) throw new Error(`HTTP ${answer.status}: ${await answer.text()}`)
  let expected = 1
  let counted = 0
  let rest = ''
  let last = ''
  for await (const text of answer.body.pipeThrough(new TextDecoderStream())) {
    const frames = (rest + text).split('\n\n')
    rest = frames.pop() ?? ''
    for (const frame of frames) {
      if (!frame.startsWith('id: ')) continue
      if (!frame.startsWith(`id: ${expected}\n`)) throw new Error(`Event ${expected} is missing; instead: ${frame}`)
      expected += 1
      if (frame.includes('"artifactUpdate"')) counted += 1
      last = frame
    }
  }
  if (counted !== chunks) throw new Error(`${counted} pieces came of ${chunks}.`)
  if (!last.includes('TASK_STATE_COMPLETED')) throw new Error(`The stream ended with ${last}.`)
}
