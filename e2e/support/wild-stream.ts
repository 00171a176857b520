import { expect } from 'vitest'
import { post, type Received } from './expect-error.ts'
import { rpc, type Speaker } from './speakers.ts'
import { cardFound, eventually, type TestGateway } from './test-gateway.ts'
import { card10, piece10, status10, task10, type WildAgent, type WildCall, wildAgent } from './wild-agent.ts'

/** Streams from an agent of its own that does one thing; afterwards nothing of the call is open there. */
export async function streamed(
  gateway: TestGateway,
  { stream, params, headers }: Speaker,
  deed: (call: WildCall) => unknown,
  limits: object = {},
): Promise<{ received: Received; agent: WildAgent }> {
  await using agent = await wildAgent(deed, card10)
  const name = `own-${crypto.randomUUID()}`
  const registered = await gateway.request('/v1/agents', {
    body: { name, upstreams: [{ url: `${agent.url}/` }], limits },
  })
  expect(registered.ok).toBe(true)
  await cardFound(gateway, name)
  const received = await post(gateway, name, rpc(stream, params('hi')), { headers })
  await eventually(
    () => agent.open,
    (open) => open === 0,
    2,
  )
  return { received, agent }
}

/** The first two events of a good stream. */
export function begin(call: WildCall, headers?: Record<string, string>): void {
  call.begin(headers)
  call.event({ task: task10('t1', 'TASK_STATE_WORKING') })
  call.event(piece10('t1', 'one', false))
}

export const sse = (call: WildCall, ...results: object[]) =>
  results.map((result) => `data: ${JSON.stringify({ jsonrpc: '2.0', id: call.id, result })}\n\n`).join('')
export const good = (call: WildCall) =>
  sse(
    call,
    { task: task10('t1', 'TASK_STATE_WORKING') },
    piece10('t1', 'one', false),
    status10('t1', 'TASK_STATE_COMPLETED'),
  )
export const wait = (milliseconds: number) => new Promise((resolve) => setTimeout(resolve, milliseconds))
export const raw =
  (text: string | ((call: WildCall) => string | Buffer), headers?: Record<string, string>) => (call: WildCall) => {
    call.begin(headers)
    call.response.end(typeof text === 'string' ? text : text(call))
  }
