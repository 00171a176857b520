import { z } from 'zod'
import type { Checks } from './checks.ts'
import { CLIENTS_UNDER_TEST, tryClient } from './clients.ts'
import type { Gateway } from './gateway.ts'
import { type OperationName, without } from './operations.ts'

/** The graphs of `agents/langgraph_server/graph.py` that are reached by LangGraph's own API, and not by its A2A endpoint. */
const AGENTS = { 'langgraph-runs': 'agent', 'langgraph-questions': 'pair' }

const OFFERED: readonly OperationName[] = without('push')

/** Checks LangGraph's Python server behind the gateway's adapter for it: what every client can do, and several questions at once. */
export async function checkLangGraph(checks: Checks, gateway: Gateway, server: string): Promise<void> {
  for (const [name, assistant] of Object.entries(AGENTS)) {
    await gateway.register({ name, upstreams: [{ adapter: 'langgraph', settings: { url: server, assistant } }] })
  }
  await Promise.all([
    ...CLIENTS_UNDER_TEST.map((client) => checkClient(checks, gateway, client)),
    checkQuestions(checks, gateway),
  ])
}

async function checkClient(
  checks: Checks,
  gateway: Gateway,
  client: (typeof CLIENTS_UNDER_TEST)[number],
): Promise<void> {
  const [name] = Object.keys(AGENTS)
  const agent = name ?? ''
  const key = await gateway.createKey(`${client.name} to ${agent}`, [agent])
  const operations = client.operations.filter((operation) => OFFERED.includes(operation))
  const results = await tryClient(client, gateway.agentUrl(agent), operations, key)
  for (const operation of operations) {
    const result = results.get(operation)
    const detail = [result?.error ?? result?.outcome ?? 'not tried', ...(result?.exchanges ?? [])].join('\n')
    checks.check(`${client.name} → ${agent}: ${operation}`, result?.ok === true, detail)
  }
}

const answerSchema = z.object({
  result: z.object({
    task: z.looseObject({
      id: z.string(),
      status: z.looseObject({ state: z.string() }),
      artifacts: z.array(z.looseObject({ parts: z.array(z.looseObject({ text: z.string().optional() })) })).optional(),
    }),
  }),
})

/** A graph asks two things at once; a part for each of them answers. */
async function checkQuestions(checks: Checks, gateway: Gateway): Promise<void> {
  const agent = 'langgraph-questions'
  const key = await gateway.createKey(`questions of ${agent}`, [agent])
  const send = async (texts: readonly string[], taskId?: string) => {
    const message = {
      messageId: crypto.randomUUID(),
      role: 'ROLE_USER',
      parts: texts.map((text) => ({ text })),
      ...(taskId === undefined ? {} : { taskId }),
    }
    const answer = await fetch(gateway.agentUrl(agent), {
      method: 'POST',
      headers: { 'content-type': 'application/json', 'a2a-version': '1.0', authorization: `Bearer ${key}` },
      body: JSON.stringify({ jsonrpc: '2.0', id: 1, method: 'SendMessage', params: { message } }),
      signal: AbortSignal.timeout(30_000),
    })
    return answer.json()
  }
  const asked: unknown = await send(['hello'])
  const { data: question } = answerSchema.safeParse(asked)
  const isAsked = question?.result.task.status.state === 'TASK_STATE_INPUT_REQUIRED'
  checks.check(`${agent}: two questions at once`, isAsked, JSON.stringify(asked))
  if (!isAsked) return
  const answered: unknown = await send(['Paris', 'Monday'], question.result.task.id)
  const { data: told } = answerSchema.safeParse(answered)
  const texts = told?.result.task.artifacts?.flatMap(({ parts }) => parts.map(({ text }) => text ?? '')).join('')
  checks.check(`${agent}: two answers at once`, texts === 'city: Paris, day: Monday', JSON.stringify(answered))
}
