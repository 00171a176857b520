/** Each provider registered in every way that there is, and then used as one A2A agent like another. */
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { client03, client10, type TestClient } from './support/clients.ts'
import { azureFoundryProvider } from './support/providers/azure-foundry.ts'
import { bedrockAgentCoreProvider } from './support/providers/bedrock-agentcore.ts'
import { langGraphProvider } from './support/providers/langgraph.ts'
import type { RunningProvider } from './support/providers/provider.ts'
import { pydanticAiProvider } from './support/providers/pydantic-ai.ts'
import { type TestGateway, testGateway } from './support/test-gateway.ts'
import { verifies } from './support/verifies.ts'
import type { Wire } from './support/wire.ts'

const WAYS = ['api', 'file', 'litellm-api', 'litellm-form', 'litellm-file'] as const
const CLIENTS = [
  ['0.3', client03],
  ['1.0', client10],
] as const
const TERMINAL = /COMPLETED|FAILED|CANCELED|REJECTED/

type Way = (typeof WAYS)[number]

function entryOf(provider: RunningProvider, way: Way, slow: boolean): object {
  const name = slow ? `${way}-slow` : way
  if (way === 'api' || way === 'file') return { name, upstreams: [provider.upstream(slow)] }
  return { agent_name: name, ...(way === 'litellm-form' ? provider.litellmForm(slow) : provider.litellm(slow)) }
}

const textOf = (artifacts: Wire) =>
  (artifacts ?? []).flatMap(({ parts }: Wire) => parts.map(({ text }: Wire) => text ?? '')).join('')

describe.each([
  ['LangGraph', langGraphProvider],
  ['Bedrock AgentCore', bedrockAgentCoreProvider],
  ['Azure AI Foundry', azureFoundryProvider],
  ['Pydantic AI', pydanticAiProvider],
])('%s', (_, start) => {
  let provider: RunningProvider
  let gateway: TestGateway
  let key: string

  beforeAll(async () => {
    provider = await start()
    const entries = WAYS.flatMap((way) => [false, true].map((slow) => ({ way, body: entryOf(provider, way, slow) })))
    const file = entries.filter(({ way }) => way.endsWith('file')).map(({ body }) => body)
    gateway = await testGateway({ config: { agents: file } })
    for (const { way, body } of entries) {
      if (way.endsWith('file')) continue
      const answer = await gateway.request('/v1/agents', { body })
      expect(answer.status, await answer.text()).toBe(200)
    }
    key = await gateway.key('all')
  })
  afterAll(async () => {
    await gateway?.[Symbol.asyncDispose]()
    await provider?.[Symbol.asyncDispose]()
  })

  const connect = (client: typeof client10, agent: string): Promise<TestClient> =>
    client(`${gateway.url}/a2a/${agent}`, key)

  describe.each(WAYS)('by %s', (way) => {
    test.each(CLIENTS)(
      'answers, streams, remembers and keeps its tasks for a client of %s',
      async (_version, client) => {
        verifies('registration')
        const [one, two] = provider.turns
        const agent = await connect(client, way)
        const { task } = await agent.send(one.text)
        expect(task?.status.state).toBe('TASK_STATE_COMPLETED')
        expect(textOf(task?.artifacts)).toBe(one.answer)

        const contextId = task?.contextId ?? ''
        const events = await Array.fromAsync(agent.stream(two.text, { contextId }))
        const streamed = events.flatMap(({ task, artifactUpdate }) =>
          artifactUpdate === undefined ? (task?.artifacts ?? []) : [artifactUpdate.artifact],
        )
        expect(textOf(streamed)).toBe(two.answer)
        expect(events.at(-1)?.statusUpdate?.status.state ?? events.at(-1)?.task?.status.state).toBe(
          'TASK_STATE_COMPLETED',
        )

        const again = await agent.get(task?.id ?? '')
        expect(again.status.state).toBe('TASK_STATE_COMPLETED')
        expect(textOf(again.artifacts)).toBe(one.answer)
        const { result } = await gateway.call(way, 'ListTasks', { contextId }, { key })
        const taskId = events.map((event) => event.task?.id ?? event.statusUpdate?.taskId).find(Boolean)
        expect(result.tasks.map(({ id }: Wire) => id).sort()).toEqual([task?.id, taskId].sort())
      },
    )

    test.for(CLIENTS)('is canceled by a client of %s', async ([, client], { skip }) => {
      verifies('registration')
      if ('cannot' in provider.slow) return skip(provider.slow.cannot)
      const agent = await connect(client, `${way}-slow`)
      const states: string[] = []
      let begun = ''
      for await (const { task, statusUpdate, artifactUpdate } of agent.stream(provider.slow.text)) {
        const id = task?.id ?? statusUpdate?.taskId ?? artifactUpdate?.taskId ?? ''
        const state = (task ?? statusUpdate)?.status.state
        if (state !== undefined) states.push(state)
        if (begun !== '' || artifactUpdate === undefined) continue
        begun = id
        expect((await agent.cancel(id)).status.state).toBe('TASK_STATE_CANCELED')
      }
      expect(states.filter((state) => TERMINAL.test(state))).toEqual(['TASK_STATE_CANCELED'])
      expect((await agent.get(begun)).status.state).toBe('TASK_STATE_CANCELED')
    })

    test('shows its settings without what is secret in them', async () => {
      verifies('registration')
      const view = await gateway.json(`/v1/agents/${way}`)
      const { settings } = view.upstreams[0]
      const described: Wire = (await gateway.json('/v1/adapters')).find(({ name }: Wire) => name === provider.adapter)
      for (const [place, secret] of Object.entries(provider.secrets)) {
        expect(described.secrets.some((each: string) => place === each || place.startsWith(`${each}.`))).toBe(true)
        expect(place.split('.').reduce((value: Wire, member) => value[member], settings)).toBe('[redacted]')
        for (const path of ['/v1/agents', `/v1/agents/${way}`, `/a2a/${way}/.well-known/agent-card.json`])
          expect(await (await gateway.request(path)).text()).not.toContain(secret)
      }
    })

    test('still answers after what was shown has been edited and sent back', async ({ skip }) => {
      verifies('registration')
      if (way.endsWith('file')) return skip('an agent of the file is changed there')
      const path = `/v1/agents/${way}`
      const shown = await gateway.json(path)
      const card = { ...shown.agent_card_params, description: 'Edited.' }
      for (const [method, body] of [
        ['PUT', { ...shown, description: 'Edited.' }],
        ['PATCH', { agent_card_params: card }],
      ] as const) {
        const edited = await gateway.request(path, { method, body })
        expect(edited.status, await edited.text()).toBe(200)
      }
      expect((await gateway.json(path)).agent_card_params.description).toBe('Edited.')
      const [one] = provider.turns
      const { task } = await (await connect(client10, way)).send(one.text)
      expect(textOf(task?.artifacts)).toBe(one.answer)
    })
  })
})
