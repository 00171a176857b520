/** The script of `script.py` for agents in JavaScript; see there for the commands. */

export const QUESTION = 'Which city?'

const pause = (milliseconds: number) => new Promise<void>((resolve) => setTimeout(resolve, milliseconds))

/** The answer to a message, in the pieces in which it is to be streamed. Throws for `fail`. */
export async function* pieces(text: string): AsyncIterable<string> {
  if (text === 'fail') throw new Error('it broke, as asked')
  const [, command, count] = /^(stream|slow) (\d+)$/.exec(text) ?? []
  if (command === undefined) {
    yield `echo: ${text}`
    return
  }
  const [word, interval] = command === 'stream' ? ['chunk', 20] : ['tick', 200]
  for (let number = 1; number <= Number(count); number++) {
    await pause(interval)
    yield `${word} ${number};`
  }
}
