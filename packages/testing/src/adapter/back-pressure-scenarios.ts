import { setTimeout as sleep } from 'node:timers/promises'
import { expect } from 'vitest'
import type { Scenarios } from './scenario.ts'
import { Stage } from './stage.ts'
import { within } from './within.ts'

const PIECE = 'x'.repeat(64 * 1024)

/** More than the buffers of two sockets and of an HTTP client, and much less than an answer may be. */
const MOST_BYTES = 48 * 1024 * 1024

/** The vendor waits when its connection has taken nothing for this long. */
const STUCK_MILLISECONDS = 2000

/** Rule 9: nothing is read ahead without bound. */
export const backPressureScenarios: Scenarios<'back-pressure'> = {
  async 'back-pressure'(adapter) {
    const waiting = Promise.withResolvers<void>()
    let bytes = 0
    let pieces = 1
    await using stage = await Stage.open(adapter, {
      behavior: async (exchange) => {
        await exchange.open(PIECE)
        const piece = exchange.answer.text(PIECE)
        for (let stuck = false; !stuck && bytes < MOST_BYTES && !exchange.closed; pieces++) {
          bytes += piece.length
          const sent = exchange.send(piece)
          stuck = await late(sent)
          if (stuck) waiting.resolve()
          await sent
        }
        waiting.resolve()
        await exchange.finish()
      },
    })
    let held = false
    const turn = await stage.turn({
      onEvent: async (event) => {
        if (held || event.artifactUpdate === undefined) return
        held = true
        await within(stage.patience.turn, 'the vendor was not made to wait', waiting.promise)
      },
    })
    expect(bytes, 'bytes that were taken from the vendor while the reader waited').toBeLessThan(MOST_BYTES)
    expect(turn.error).toBeUndefined()
    expect(turn.text.length, 'characters that arrived in the end').toBe(pieces * PIECE.length)
  },
}

/** Whether it takes so long that the reader must be holding it back. */
async function late(sent: Promise<void>): Promise<boolean> {
  const timer = new AbortController()
  const time = sleep(STUCK_MILLISECONDS, true, { signal: timer.signal }).catch(() => false)
  const result = await Promise.race([sent.then(() => false), time])
  timer.abort()
  return result
}
