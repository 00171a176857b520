import type { Vendor } from '@gateway/testing'

export const API_KEY = 'acme-key-of-the-tests'

const event = (value: object) => `data: ${JSON.stringify(value)}\n\n`

/** Acme's wire, for the conformance suite. */
export const acmeVendor: Vendor = {
  secrets: [API_KEY],
  answer: ({ method, target }) =>
    method === 'POST' && /^\/v1\/conversations\/[^/?]+\/turns$/.test(target)
      ? {
          headers: { 'content-type': 'text/event-stream' },
          begin: event({ type: 'started', run: 'run-1' }),
          text: (text) => event({ type: 'text', text }),
          end: event({ type: 'done' }),
        }
      : undefined,
  session: ({ target }) => target.split('/')[3],
  problem: ({ headers, json }) => {
    if (headers.authorization !== `Bearer ${API_KEY}`) return 'the credentials are wrong'
    if (typeof json !== 'object' || json === null || !('text' in json)) return 'the body has no text'
    return undefined
  },
  failure: (leak) => event({ type: 'failed', reason: leak }),
}
