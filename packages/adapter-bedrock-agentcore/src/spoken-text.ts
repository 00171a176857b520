import type { RunEvent } from '@gateway/core'

/** Longer texts are not compared with what is said again. */
const LONGEST = 1024 * 1024

/** Puts the texts of one answer into artifacts: one for each message of the agent, said once. */
export interface SpokenText {
  /** A message begins. */
  start(): RunEvent[]
  piece(text: string): RunEvent[]
  /** The message, if any, is complete. */
  stop(): RunEvent[]
  /** A message as a whole. `streamed`: it is the end of what was streamed, if anything was, and not said again. */
  whole(text: string, options?: { readonly streamed?: boolean }): RunEvent[]
  /** Whether anything has been said. */
  readonly spoken: boolean
}

export function createSpokenText(runId: string): SpokenText {
  let count = 0
  let open = false
  /** The message that is being said, or was said last. */
  let said = ''
  let streamed = false

  const artifactId = () => `${runId}-text-${count}`
  const stop = (): RunEvent[] => {
    if (!open) return []
    open = false
    return [{ type: 'artifact-end', artifactId: artifactId() }]
  }
  return {
    get spoken() {
      return count > 0
    },
    start() {
      const ended = stop()
      said = ''
      streamed = false
      return ended
    },
    piece(text) {
      if (!open) {
        open = true
        count++
        said = ''
      }
      streamed = true
      if (said.length <= LONGEST) said += text
      return [{ type: 'text', artifactId: artifactId(), text }]
    },
    stop,
    whole(text, options = {}) {
      const ended = stop()
      const again = text.trim() === said.trim() || (streamed && options.streamed === true)
      streamed = false
      said = text
      if (again || text === '') return ended
      count++
      return [...ended, { type: 'text', artifactId: artifactId(), text, last: true }]
    },
  }
}
