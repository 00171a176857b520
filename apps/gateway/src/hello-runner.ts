import { setImmediate as nextTurn, setTimeout as sleep } from 'node:timers/promises'
import type { JsonValue, Message, RunContext, RunEvent, Runner, Turn } from '@gateway/core'
import { gatewayError, isJsonObject } from '@gateway/core'

/** Between two numbers. */
const COUNT_MS = 200
const MOST = 10_000
/** The longest that it waits, in seconds. */
const LONGEST_WAIT = 600

const textOf = (message: Message) =>
  message.parts
    .map((part) => part.text ?? '')
    .join(' ')
    .trim()

/** What the demo agent does: greets; asks when told to `ask`; counts to `count to N`, as fast as it can to `count to N fast`; waits before it answers `wait N`. */
export const helloRunner: Runner = {
  async *run(turn: Turn, { signal }: RunContext): AsyncGenerator<RunEvent> {
    const said = textOf(turn.message)
    const countTo = numberIn(/^count to (\d+)/i, said, MOST)
    const waitFor = numberIn(/^wait (\d+)/i, said, LONGEST_WAIT)
    const fast = /\bfast$/i.test(said)
    yield { type: 'started', ref: countTo === undefined ? null : { countTo, fast } }
    if (turn.resume !== undefined) {
      yield* words(`Hello, ${said || 'whoever you are'}!`)
    } else if (/^ask\b/i.test(said)) {
      yield { type: 'input-required', parts: [{ text: 'What is your name?' }], resume: 'name' }
      return
    } else if (countTo !== undefined) {
      yield* count(1, countTo, fast, signal)
    } else {
      if (waitFor !== undefined) await sleep(waitFor * 1_000, undefined, { signal })
      yield* words(`Hello! You said: ${said || '(no text)'}`)
    }
    yield { type: 'usage', usage: { inputTokens: said.length, outputTokens: 1, model: 'hello' } }
    yield { type: 'done' }
  },

  /** Counting goes on from the last number that was told; nothing else is known of a process that is gone. */
  async *resume(ref: JsonValue, cursor: string | undefined, { signal }: RunContext): AsyncGenerator<RunEvent> {
    const countTo = isJsonObject(ref) ? ref.countTo : undefined
    if (typeof countTo !== 'number') {
      throw gatewayError(
        'UNAVAILABLE',
        'The gateway was stopped before the demo agent had answered. Send the message again.',
        { retryable: true },
      )
    }
    yield* count(Number(cursor ?? 0) + 1, countTo, isJsonObject(ref) && ref.fast === true, signal)
    yield { type: 'done' }
  },
}

function numberIn(pattern: RegExp, text: string, most: number): number | undefined {
  const found = pattern.exec(text)?.[1]
  return found === undefined ? undefined : Math.min(Number(found), most)
}

function* words(text: string): Generator<RunEvent> {
  const pieces = text.split(/(?<= )/)
  for (const [index, word] of pieces.entries()) {
    yield { type: 'text', artifactId: 'greeting', name: 'greeting', text: word, last: index === pieces.length - 1 }
  }
}

async function* count(from: number, to: number, fast: boolean, signal: AbortSignal): AsyncGenerator<RunEvent> {
  for (let number = from; number <= to; number += 1) {
    yield {
      type: 'text',
      artifactId: 'numbers',
      name: 'numbers',
      text: `${number} `,
      cursor: String(number),
      last: number === to,
    }
    // Fast, too, each number is told in a turn of the event loop of its own.
    if (number < to) await (fast ? nextTurn(undefined, { signal }) : sleep(COUNT_MS, undefined, { signal }))
  }
}
