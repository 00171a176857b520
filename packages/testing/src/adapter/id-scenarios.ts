import { expect } from 'vitest'
import type { Scenarios } from './scenario.ts'
import { Stage } from './stage.ts'
import type { VendorRequest } from './vendor.ts'

const HOSTILE_IDS = [
  '..',
  '../../admin/keys',
  '..%2f..%2fadmin',
  '/etc/passwd',
  'a?admin=true#top',
  'a&b=c;d',
  'a\r\nx-injected: yes\r\n\r\n',
  'a\nb\tc',
  'zero\u0000byte',
  '日本語 😀',
  '\ud800 half a character',
  '"quoted", {json}',
  'x'.repeat(1024 * 1024),
]

/** As much as servers commonly take of a request line and its headers. */
const HEAD_BYTES = 8 * 1024

/** Rule 8: an id is data. It names nothing in a path, a query or a header unless it has been escaped or hashed. */
export const idScenarios: Scenarios<'hostile-ids'> = {
  async 'hostile-ids'(adapter) {
    await using stage = await Stage.open(adapter, {
      behavior: async (exchange) => {
        await exchange.open()
        await exchange.finish()
      },
    })
    await stage.completing('Hello', { contextId: 'harmless', messageId: 'harmless' })
    const harmless = new Set(stage.server.requests.map(shapeOf))
    for (const id of HOSTILE_IDS) {
      for (const ids of [{ contextId: id }, { messageId: id }]) {
        const before = stage.server.requests.length
        const turn = await stage.watch(ids)
        const name = `${Object.keys(ids).join()} ${JSON.stringify(id.slice(0, 40))}`
        expect(turn.terminals, name).toBe(1)
        expect(turn.code, `${name}: an error that the adapter has foreseen`).not.toBe('INTERNAL_ERROR')
        for (const request of stage.server.requests.slice(before)) judge(request, id, name, harmless)
      }
    }
    stage.asVendorWants()
  },
}

function judge(request: VendorRequest, id: string, name: string, harmless: ReadonlySet<string>): void {
  expect([...harmless], `${name} made another request: ${request.target.slice(0, 200)}`).toContain(shapeOf(request))
  const head = [request.target, ...Object.entries(request.headers).flat()]
  const bytes = head.reduce((sum, part) => sum + Buffer.byteLength(part), 0)
  expect(bytes, `${name}: bytes of the request's head`).toBeLessThan(HEAD_BYTES)
  // Node.js gives headers as latin1, in which UTF-8 looks like something else.
  const raw = [...head, ...head.map((part) => Buffer.from(part, 'latin1').toString('utf8'))]
  // Ids of one or two characters are in many things.
  const found = id.length > 3 && raw.some((part) => part.includes(id))
  expect(found, `${name} stands unescaped in the request's head`).toBe(false)
}

/** What a request is apart from what it is about: its method, how deep its path is, which parameters and headers it has. */
function shapeOf({ method, target, headers }: VendorRequest): string {
  const { pathname, searchParams } = new URL(target, 'http://vendor')
  const names = Object.keys(headers).sort()
  return [method, pathname.split('/').length, [...searchParams.keys()].sort(), names].join(' ')
}
