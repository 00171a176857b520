import { z } from 'zod'
import type { Checks } from './checks.ts'
import { CLIENTS_UNDER_TEST, tryClient } from './clients.ts'
import type { Gateway } from './gateway.ts'
import type { OperationName } from './operations.ts'

/** Lets every client try the operations with an agent that only the gateway makes an A2A agent: all of them must work. */
export async function checkClients(
  checks: Checks,
  gateway: Gateway,
  agent: string,
  offered: readonly OperationName[],
): Promise<void> {
  const checkClient = async (client: (typeof CLIENTS_UNDER_TEST)[number]) => {
    const key = await gateway.createKey(`${client.name} to ${agent}`, [agent])
    const operations = client.operations.filter((operation) => offered.includes(operation))
    const results = await tryClient(client, gateway.agentUrl(agent), operations, key)
    for (const operation of operations) {
      const result = results.get(operation)
      const detail = [result?.error ?? result?.outcome ?? 'not tried', ...(result?.exchanges ?? [])].join('\n')
      checks.check(`${client.name} → ${agent}: ${operation}`, result?.ok === true, detail)
    }
  }
  await Promise.all(CLIENTS_UNDER_TEST.map(checkClient))
}

const taskSchema = z.looseObject({
  id: z.string(),
  contextId: z.string(),
  status: z.looseObject({ state: z.string() }),
  artifacts: z.array(z.looseObject({ parts: z.array(z.looseObject({ text: z.string().optional() })) })).optional(),
})
const answerSchema = z.object({ result: z.object({ task: taskSchema }) })

export interface Answer {
  readonly taskId: string | undefined
  readonly contextId: string | undefined
  readonly state: string | undefined
  /** Of all artifacts. */
  readonly text: string
  /** As it came, to be shown where a check fails. */
  readonly wire: string
}

/** Sends one message through the gateway, each text as a part of its own, and waits for its task to end or to ask. */
export async function sendTexts(
  gateway: Gateway,
  agent: string,
  key: string,
  texts: readonly string[],
  place: { readonly taskId?: string | undefined; readonly contextId?: string | undefined } = {},
): Promise<Answer> {
  const message = {
    messageId: crypto.randomUUID(),
    role: 'ROLE_USER',
    parts: texts.map((text) => ({ text })),
    ...place,
  }
  const answer = await fetch(gateway.agentUrl(agent), {
    method: 'POST',
    headers: { 'content-type': 'application/json', 'a2a-version': '1.0', authorization: `Bearer ${key}` },
    body: JSON.stringify({ jsonrpc: '2.0', id: 1, method: 'SendMessage', params: { message } }),
    signal: AbortSignal.timeout(30_000),
  })
  const wire: unknown = await answer.json()
  const task = answerSchema.safeParse(wire).data?.result.task
  const text = (task?.artifacts ?? []).flatMap(({ parts }) => parts.map((part) => part.text ?? '')).join('')
  return { taskId: task?.id, contextId: task?.contextId, state: task?.status.state, text, wire: JSON.stringify(wire) }
}
