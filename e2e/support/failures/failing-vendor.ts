import type { Part } from '@gateway/core'
import type { Vendor, VendorReply } from '../../../packages/testing/src/adapter/vendor.ts'
import type { VendorExchange } from '../../../packages/testing/src/adapter/vendor-exchange.ts'

/** What goes wrong at a vendor, by name. */
export const FAILURES = {
  'wrong credentials': refused(401),
  'an agent that is not known': refused(404),
  'too many calls': refused(429),
  'an error of the vendor': refused(500),
  'a vendor that is down': refused(503),
  'an HTML page': (exchange, leak) =>
    exchange.reply({ headers: { 'content-type': 'text/html' }, body: `<!doctype html><title>Sign in</title>${leak}` }),
  'JSON in place of a stream': (exchange, leak) =>
    exchange.reply({ headers: { 'content-type': 'application/json' }, body: JSON.stringify({ message: leak }) }),
  'half a stream': async (exchange) => {
    await exchange.open()
    exchange.end()
  },
  'a connection that is lost': async (exchange) => {
    await exchange.open()
    exchange.reset()
  },
  silence: (exchange) => exchange.open(),
  'an event that cannot be parsed': async (exchange, leak, vendor) => {
    await exchange.open()
    await exchange.send(vendor.unparseable?.(leak, exchange.request) ?? `data: {"${leak}\n\n`)
    await exchange.finish()
  },
  "the agent's own failure": async (exchange, leak, vendor) => {
    await exchange.open()
    await exchange.send(vendor.failure?.(leak, exchange.request) ?? '')
    await exchange.finish()
  },
} as const satisfies Record<string, Failure>

type Failure = (exchange: VendorExchange, leak: string, vendor: Vendor) => unknown

export type FailureName = keyof typeof FAILURES

/** A vendor that a test plays, and what its failures are to tell a caller. */
export interface FailingVendor {
  readonly vendor: Vendor
  /** An A2A agent: where no task of its own began, the call fails with an error. */
  readonly native?: true
  /** An upstream at this address, with limits. */
  upstream(url: string, limits: object): object
  /** What the caller is told; or why this cannot happen, or is no failure. */
  readonly tells: Readonly<Record<FailureName, RegExp | string>>
  /** A part that the vendor has no place for, and what is told of it; or why it takes them all. */
  readonly refuses: { readonly part: Part; readonly tells: RegExp } | string
}

function refused(status: number): Failure {
  return (exchange, leak, vendor) => {
    const reply: VendorReply = vendor.refusal?.(status, leak) ?? { status, body: JSON.stringify({ message: leak }) }
    exchange.reply(
      status === 429 || status === 503 ? { ...reply, headers: { 'retry-after': '7', ...reply.headers } } : reply,
    )
  }
}
