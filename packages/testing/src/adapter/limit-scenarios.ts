import { setTimeout as sleep } from 'node:timers/promises'
import { expect } from 'vitest'
import type { RunScenario, Scenarios } from './scenario.ts'
import { Stage } from './stage.ts'
import type { SuiteLimits } from './vendor.ts'
import type { VendorExchange } from './vendor-exchange.ts'
import type { Behavior } from './vendor-server.ts'

type Limit = 'first-event-limit' | 'idle-limit' | 'total-limit' | 'heartbeats'

/** Rule 3: the adapter's own limits, because no vendor's SDK has them all. */
export const limitScenarios: Scenarios<Limit> = {
  'first-event-limit': timingOut({ firstEventSeconds: 0.5 }, () => {}),

  'idle-limit': timingOut({ idleSeconds: 0.5 }, (exchange) => exchange.open()),

  'total-limit': timingOut({ totalSeconds: 1 }, async (exchange) => {
    await exchange.open()
    while (!exchange.closed) await pause(exchange, exchange.answer.text('more '))
  }),

  async heartbeats(adapter) {
    await using stage = await Stage.open(adapter, {
      limits: { idleSeconds: 1.5 },
      behavior: async (exchange) => {
        await exchange.open()
        for (const end = performance.now() + 4000; performance.now() < end; ) await pause(exchange, ': alive\n\n')
        await exchange.finish()
      },
    })
    await stage.completing('Hello')
  },
}

async function pause(exchange: VendorExchange, bytes: string | Uint8Array): Promise<void> {
  await sleep(50)
  await exchange.send(bytes)
}

function timingOut(limits: SuiteLimits, behavior: Behavior): RunScenario {
  return async (adapter) => {
    await using stage = await Stage.open(adapter, { limits, behavior })
    const turn = await stage.failing()
    expect(turn.code).toBe('AGENT_TIMEOUT')
    await stage.closed()
  }
}
