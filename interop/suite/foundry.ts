import { join } from 'node:path'
import { checkClients, sendTexts } from './adapter-checks.ts'
import type { Checks } from './checks.ts'
import { cuttingProxy } from './cutting-proxy.ts'
import type { Gateway } from './gateway.ts'
import { without } from './operations.ts'
import { AGENTS, python } from './places.ts'
import { freePort, type Served, serve } from './processes.ts'

/** The host asks in ways of its own, which a question's exact words do not survive: `checkQuestions` tries them. */
const OFFERED = without('push', 'turns', 'data-turns')

/** Starts Microsoft's host of hosted agents. It speaks no A2A. */
export async function startHostedAgent(logs: string): Promise<Served> {
  const port = await freePort()
  const url = `http://127.0.0.1:${port}`
  return serve({
    command: [python('foundry'), join(AGENTS, 'foundry_hosted.py'), String(port)],
    directory: AGENTS,
    url,
    readyUrl: `${url}/readiness`,
    log: join(logs, 'foundry.log'),
  })
}

/** Checks Microsoft's host of hosted agents behind the gateway's adapter: unary, streaming, turns, questions, cancel, a break. */
export async function checkFoundry(checks: Checks, gateway: Gateway, host: string): Promise<void> {
  const proxy = await cuttingProxy(host, 'tick 3;')
  try {
    const agents = {
      foundry: { responsesUrl: host },
      'foundry-background': { responsesUrl: host, background: true },
      'foundry-broken': { responsesUrl: proxy.url, background: true },
    }
    for (const [name, settings] of Object.entries(agents)) {
      const upstream = { adapter: 'azure-foundry', settings: { ...settings, auth: { type: 'none' } } }
      await gateway.register({ name, upstreams: [upstream] })
    }
    await Promise.all([
      checkClients(checks, gateway, 'foundry', OFFERED),
      checkClients(checks, gateway, 'foundry-background', OFFERED),
      checkConversation(checks, gateway),
      checkQuestion(checks, gateway, 'ask', 'Paris', 'you said: Paris'),
      checkQuestion(checks, gateway, 'approve', 'no', 'approved: False'),
      checkBreak(checks, gateway, proxy.requests),
    ])
  } finally {
    await proxy.stop()
  }
}

/** The host remembers a conversation by the response before, and knows nothing of another one. */
async function checkConversation(checks: Checks, gateway: Gateway): Promise<void> {
  const key = await gateway.createKey('conversations of foundry', ['foundry'])
  const count = (contextId?: string) => sendTexts(gateway, 'foundry', key, ['count'], contextId ? { contextId } : {})
  const first = await count()
  checks.check('foundry: a conversation begins empty', first.text === '0 items before', first.wire)
  const second = await count(first.contextId)
  checks.check('foundry: a conversation goes on', second.text === '2 items before', second.wire)
  const other = await count()
  checks.check('foundry: another conversation is another', other.text === '0 items before', other.wire)
}

async function checkQuestion(
  checks: Checks,
  gateway: Gateway,
  command: string,
  answer: string,
  said: string,
): Promise<void> {
  const key = await gateway.createKey(`${command} of foundry`, ['foundry'])
  const asked = await sendTexts(gateway, 'foundry', key, [command])
  const isAsked = asked.state === 'TASK_STATE_INPUT_REQUIRED' && asked.wire.includes('Which city?')
  checks.check(`foundry: ${command}: input-required`, isAsked, asked.wire)
  const answered = await sendTexts(gateway, 'foundry', key, [answer], { taskId: asked.taskId })
  const isDone = answered.state === 'TASK_STATE_COMPLETED' && answered.taskId === asked.taskId && answered.text === said
  checks.check(`foundry: ${command}: goes on with its answer`, isDone, answered.wire)
}

/** The connection to the host breaks in the middle: the run is joined again behind its last event. */
async function checkBreak(checks: Checks, gateway: Gateway, requests: readonly string[]): Promise<void> {
  const agent = 'foundry-broken'
  const key = await gateway.createKey(`breaks of ${agent}`, [agent])
  const answer = await sendTexts(gateway, agent, key, ['slow 8'])
  const whole = Array.from({ length: 8 }, (_, index) => `tick ${index + 1};`).join('')
  const joined = requests.filter((request) => /^GET .*starting_after=\d+/.test(request))
  const begun = requests.filter((request) => request.startsWith('POST '))
  const detail = `${answer.wire}\n${requests.join('\n')}`
  checks.check(`${agent}: all is there, once`, answer.text === whole, detail)
  checks.check(`${agent}: joined behind the last event`, joined.length === 1 && begun.length === 1, detail)
}
