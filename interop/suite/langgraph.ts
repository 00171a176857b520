import { checkClients, sendTexts } from './adapter-checks.ts'
import type { Checks } from './checks.ts'
import type { Gateway } from './gateway.ts'
import { without } from './operations.ts'

/** The graphs of `agents/langgraph_server/graph.py` that are reached by LangGraph's own API, and not by its A2A endpoint. */
const AGENTS = {
  'langgraph-runs': 'agent',
  'langgraph-questions': 'pair',
  'langgraph-nested-questions': 'nested',
  'langgraph-over': 'over',
}

/** Checks LangGraph's Python server behind the gateway's adapter for it: what every client can do, and several questions at once. */
export async function checkLangGraph(checks: Checks, gateway: Gateway, server: string): Promise<void> {
  for (const [name, assistant] of Object.entries(AGENTS)) {
    await gateway.register({ name, upstreams: [{ adapter: 'langgraph', settings: { url: server, assistant } }] })
  }
  await Promise.all([
    checkClients(checks, gateway, 'langgraph-runs', without('push')),
    checkQuestions(checks, gateway, 'langgraph-questions'),
    checkQuestions(checks, gateway, 'langgraph-nested-questions'),
    checkOver(checks, gateway),
  ])
}

/** A graph asks two things at once; a part for each of them answers. */
async function checkQuestions(checks: Checks, gateway: Gateway, agent: string): Promise<void> {
  const key = await gateway.createKey(`questions of ${agent}`, [agent])
  const asked = await sendTexts(gateway, agent, key, ['hello'])
  const isAsked = asked.state === 'TASK_STATE_INPUT_REQUIRED'
  checks.check(`${agent}: two questions at once`, isAsked, asked.wire)
  if (!isAsked) return
  const { taskId } = asked
  const answered = await sendTexts(gateway, agent, key, ['Paris', 'Monday'], { taskId })
  checks.check(`${agent}: two answers at once`, answered.text === 'city: Paris, day: Monday', answered.wire)
}

/** The stream tells of a stop behind the last step, where nothing is left to go on with. */
async function checkOver(checks: Checks, gateway: Gateway): Promise<void> {
  const agent = 'langgraph-over'
  const key = await gateway.createKey(`a message to ${agent}`, [agent])
  const { state, wire } = await sendTexts(gateway, agent, key, ['hello'])
  checks.check(`${agent}: complete at a breakpoint behind the last step`, state === 'TASK_STATE_COMPLETED', wire)
}
