import { cardFound, type TestGateway, testGateway } from '../support/test-gateway.ts'
import type { Wire } from '../support/wire.ts'
import { exampleAgents } from './example-agents.ts'
import type { TurnedClock } from './turned-clock.ts'

/** A gateway with a day behind it. */
export interface ExampleGateway extends AsyncDisposable {
  readonly gateway: TestGateway
  /** The id of a call of an agent that called others. */
  readonly delegated: string
  /** The trace of that call. */
  readonly conversation: string
  readonly teams: readonly Wire[]
  /** The hash of a key, by which the API knows it. */
  readonly key: string
  readonly user: string
}

const HOUR = 3_600_000
const skill = (
  id: string,
  name: string,
  description: string,
  tags: readonly string[],
  examples: readonly string[],
) => ({
  id,
  name,
  description,
  tags,
  examples,
})

/** How busy an hour of a day is, in calls of each kind. */
const busy = (hour: number) => Math.round(1 + 3 * Math.max(0, Math.sin(((hour - 6) / 14) * Math.PI)))

/** Registers agents, people, teams and keys, and makes the calls of a day, over real sockets. */
export async function exampleGateway(clock: TurnedClock): Promise<ExampleGateway> {
  const stack = new AsyncDisposableStack()
  const keyOf = { research: '' }
  const send = async (
    agent: string,
    text: string,
    key: string,
    headers: Record<string, string> = {},
    stream = false,
  ) => {
    const message = { messageId: crypto.randomUUID(), role: 'ROLE_USER', parts: [{ text }] }
    const answer = await gateway.request(`/a2a/${agent}`, {
      key,
      headers,
      body: { jsonrpc: '2.0', id: 1, method: stream ? 'SendStreamingMessage' : 'SendMessage', params: { message } },
    })
    return answer.text()
  }
  const agents = stack.use(await exampleAgents((agent, text, headers) => send(agent, text, keyOf.research, headers)))
  // Without a file: its path would be on the pictures.
  const gateway: TestGateway = stack.use(await testGateway())
  const register = async (name: string, urls: readonly string[], body: object) => {
    const upstreams = urls.map((url) => ({ url }))
    const made = await gateway.request('/v1/agents', { body: { name, upstreams, ...body } })
    if (!made.ok) throw new Error(`${name}: ${await made.text()}`)
  }
  const cost = { perCall: 0.002, perInputToken: 0.0000025, perOutputToken: 0.00001 }
  await register('invoices', [agents.invoices, agents.invoicesBeside, 'http://127.0.0.1:9/'], {
    cost,
    public: true,
    card: {
      name: 'Invoices',
      description: 'Reads invoices, and answers questions about what is due and what was paid.',
      provider: { organization: 'Finance systems', url: 'https://finance.example' },
      skills: [
        skill(
          'due',
          'What is due',
          'Says which invoices are due, and when.',
          ['finance', 'invoices'],
          ['Which invoices are due this week?'],
        ),
        skill('extract', 'Extract totals', 'Takes an invoice and gives its lines and totals.', ['documents'], []),
      ],
    },
  })
  await register('translator', [agents.translator], {
    cost: { perCall: 0.001 },
    card: {
      name: 'Translator',
      description: 'Translates between German, English, French and Polish.',
      skills: [skill('translate', 'Translate', 'Translates a text.', ['language'], ['Translate: Good morning.'])],
    },
  })
  await register('research', [agents.research], {
    cost,
    card: {
      name: 'Research',
      description: 'Answers questions by asking the other agents.',
      skills: [skill('ask', 'Ask', 'Finds out.', ['research'], ['What do we owe Brandt & Sons?'])],
    },
  })
  await register('scheduler', ['http://127.0.0.1:9/'], { card: { name: 'Scheduler', description: 'Plans meetings.' } })
  for (const name of ['invoices', 'translator', 'research']) await cardFound(gateway, name)

  const team = (alias: string, granted: readonly string[], body = {}) =>
    gateway.json('/team/new', { body: { team_alias: alias, object_permission: { agents: granted }, ...body } })
  const finance = await team('Finance', ['invoices', 'research', 'translator'], {
    max_budget: 50,
    budget_duration: '30d',
  })
  const support = await team('Support', ['translator', 'hello'], { rpm_limit: 600 })
  const people: Wire[] = []
  for (const [user_email, user_role, { team_id }] of [
    ['ada@example.com', 'internal_user', finance],
    ['grace@example.com', 'internal_user', finance],
    ['alan@example.com', 'internal_user_viewer', support],
  ]) {
    const user = await gateway.json('/user/new', { body: { user_email, user_role, auto_create_key: false } })
    people.push(user)
    await gateway.request('/team/member_add', { body: { team_id, member: { role: 'user', user_id: user.user_id } } })
  }
  const key = (key_alias: string, granted: readonly string[], body: object = {}) =>
    gateway.json('/key/generate', { body: { key_alias, object_permission: { agents: granted }, ...body } })
  const billing = await key('billing-service', ['invoices', 'research'], {
    team_id: finance.team_id,
    max_budget: 5,
    budget_duration: '30d',
  })
  const nightly = await key('nightly-report', ['research', 'invoices'], { team_id: finance.team_id, duration: '90d' })
  const desk = await key('support-desk', ['translator', 'hello'], { team_id: support.team_id, rpm_limit: 120 })
  const { agent_id } = await gateway.json('/v1/agents/research')
  keyOf.research = (await key('research-agent', ['invoices', 'translator'], { agent_id })).key
  await gateway.request('/v1/access_group', {
    body: { access_group_name: 'paperwork', access_agent_ids: ['invoices', 'translator'] },
  })

  const end = Date.now()
  for (let hour = 23; hour >= 0; hour -= 1) {
    const of = new Date(end - hour * HOUR).getUTCHours()
    for (let call = 0; call < busy(of); call += 1) {
      clock.turnTo(end - hour * HOUR - (20 - call * 3) * 60_000)
      await send('invoices', 'Which invoices are due this week?', billing.key, {}, call % 2 === 0)
      if (call % 2 === 0) await send('translator', 'Translate: The invoice is due.', desk.key, {}, true)
      if (call === 0) await send('hello', 'Good morning', desk.key)
      if (hour % 4 === 0 && call === 0) await send('research', 'What do we owe Brandt & Sons?', nightly.key, {}, true)
    }
    if (hour % 7 === 0) await send('translator', 'Translate into Klingon: Today is a good day.', desk.key)
    if (hour % 11 === 1) await send('scheduler', 'Find an hour with Ada.', 'sk-the-admin-key-of-the-tests')
  }
  clock.right()
  await send('invoices', 'Which invoices are due this week?', nightly.key, {}, true)
  await send('research', 'What do we owe Brandt & Sons?', billing.key, {}, true)
  await send('invoices', 'Which invoices are due this week?', desk.key)
  const { logs } = await gateway.json('/v1/logs?agent=research&limit=1')
  return {
    gateway,
    delegated: logs[0]?.id ?? '',
    conversation: logs[0]?.traceId ?? '',
    teams: [finance, support],
    key: billing.token,
    user: people[0]?.user_id ?? '',
    [Symbol.asyncDispose]: () => stack.disposeAsync(),
  }
}
