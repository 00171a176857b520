import { isGatewayError } from '@gateway/core'
import { expect } from 'vitest'
import type { RunScenario, Scenarios } from './scenario.ts'
import { makeLeak, Stage } from './stage.ts'
import type { Vendor, VendorReply } from './vendor.ts'
import { within } from './within.ts'

type Refusal = `refused-${401 | 404 | 409 | 429 | 500 | 503}` | 'reset' | 'refused-aside' | 'card'

/** Rules 4 and 6: what may have begun is not sent again, and the vendor's words stay here. */
export const refusalScenarios: Scenarios<Refusal> = {
  'refused-401': refused(401),
  'refused-404': refused(404),
  'refused-409': refused(409),
  'refused-429': refused(429),
  'refused-500': refused(500),
  'refused-503': refused(503),

  async reset(adapter) {
    await using stage = await Stage.open(adapter, { behavior: (exchange) => exchange.reset() })
    await stage.failing()
    expect(stage.begun, 'requests that began work').toBe(1)
  },

  async 'refused-aside'(adapter) {
    const { leak, canary } = makeLeak(adapter.vendor)
    const reply = refusalOf(adapter.vendor, 401, leak)
    await using stage = await Stage.open(adapter, { behavior: () => {}, gate: () => reply })
    const turn = await stage.failing()
    stage.tellsNothing(turn.told, [canary])
    expect(stage.server.requests.length, 'requests').toBeGreaterThan(0)
  },

  async card(adapter) {
    const { leak, canary } = makeLeak(adapter.vendor)
    const reply = refusalOf(adapter.vendor, 401, leak)
    await using stage = await Stage.open(adapter, { behavior: () => {}, gate: () => reply })
    const card = stage.agent.getAgentCard({ signal: new AbortController().signal })
    const told = await within(stage.patience.turn, 'getAgentCard did not answer', card).then(
      (answer) => JSON.stringify(answer),
      (error: unknown) => {
        if (!isGatewayError(error)) throw error
        expect(error.code, 'an error that the adapter has foreseen').not.toBe('INTERNAL_ERROR')
        return JSON.stringify([error.message, error.field, error.jsonRpcData])
      },
    )
    stage.tellsNothing(told, [canary])
    expect(stage.begun, 'requests that began work').toBe(0)
  },
}

function refused(status: number): RunScenario {
  return async (adapter) => {
    const { leak, canary } = makeLeak(adapter.vendor)
    const reply = refusalOf(adapter.vendor, status, leak)
    await using stage = await Stage.open(adapter, { behavior: (exchange) => exchange.reply(reply) })
    const turn = await stage.failing()
    stage.tellsNothing(turn.told, [canary])
    expect(stage.begun, 'requests that began work').toBe(1)
  }
}

function refusalOf(vendor: Vendor, status: number, leak: string): VendorReply {
  const reply = vendor.refusal?.(status, leak) ?? {
    status,
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ error: { message: leak }, message: leak, detail: leak }),
  }
  if (!Buffer.from(reply.body ?? '').includes(leak)) throw new Error('vendor.refusal gives a body without the leak.')
  // Clients that try again on their own do so sooner when they are told when.
  return status === 429 || status === 503 ? { ...reply, headers: { 'retry-after': '1', ...reply.headers } } : reply
}
