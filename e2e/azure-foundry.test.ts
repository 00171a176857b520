import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { FoundryService, TOKEN } from '../packages/adapter-azure-foundry/src/foundry-service.fixture.ts'
import { gatewayProcess } from './support/gateway-process.ts'
import { ADMIN_KEY, eventually, type TestGateway, testGateway } from './support/test-gateway.ts'
import { verifies } from './support/verifies.ts'
import type { Wire } from './support/wire.ts'

let folder: string
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'gateway-foundry-'))
})
afterEach(() => rm(folder, { recursive: true, force: true }))

/** A gateway on the same folder each time, with one agent whose responses run in the background. */
const start = ({ url }: FoundryService) => {
  const settings = { url, agent: 'planner', background: true, auth: { type: 'token', token: TOKEN } }
  return testGateway({
    folder,
    config: { agents: [{ name: 'planner', upstreams: [{ adapter: 'azure-foundry', settings }] }] },
  })
}

const taskOf = async (gateway: TestGateway, id: string): Promise<Wire> =>
  (await gateway.call('planner', 'GetTask', { id })).result
const texts = ({ artifacts }: Wire): string[] =>
  (artifacts ?? []).map(({ parts }: Wire) => parts.map(({ text }: Wire) => text).join(''))

/** A task that has said "one two " when its gateway ends; it says the rest when `more` is resolved. */
async function leftBehind(service: FoundryService): Promise<string> {
  await using gateway = await start(service)
  const message = { messageId: crypto.randomUUID(), role: 'ROLE_USER', parts: [{ text: 'Count' }] }
  const { result } = await gateway.call('planner', 'SendMessage', {
    message,
    configuration: { returnImmediately: true },
  })
  const { id } = result.task
  await eventually(
    () => taskOf(gateway, id),
    (task) => texts(task).includes('one two '),
  )
  return id
}

test('a response in the background is joined behind its last event by the gateway that is started next', async () => {
  verifies('crash', 'resume')
  const more = Promise.withResolvers<void>()
  await using service = await FoundryService.start(() => ({
    output: [{ text: ['one ', 'two '] }, { text: ['three'], after: more.promise }],
  }))
  const id = await leftBehind(service)

  await using gateway = await start(service)
  more.resolve()
  const done = await eventually(
    () => taskOf(gateway, id),
    ({ status }) => status.state === 'TASK_STATE_COMPLETED',
  )
  expect(texts(done)).toEqual(['one two ', 'three'])
  expect(service.begun).toHaveLength(1)
  const joined = service.requests.filter(({ method, path }) => method === 'GET' && path.includes('/responses/'))
  expect(joined.map(({ query }) => query)).toEqual([expect.stringMatching(/starting_after=\d+/)])
}, 90_000)

test('and is canceled at the service by it', async () => {
  verifies('crash')
  const never = new Promise(() => {})
  await using service = await FoundryService.start(() => ({
    output: [{ text: ['one ', 'two '] }, { text: ['three'], after: never }],
  }))
  const id = await leftBehind(service)

  await using gateway = await start(service)
  const { result } = await gateway.call('planner', 'CancelTask', { id })
  expect(result.status.state).toBe('TASK_STATE_CANCELED')
  expect(service.requests.filter(({ path }) => path.endsWith('/cancel'))).toHaveLength(1)
  expect((await taskOf(gateway, id)).status.state).toBe('TASK_STATE_CANCELED')
}, 90_000)

test('one that is killed leaves a response that the next cancels at the service, at once', async () => {
  verifies('crash')
  const never = new Promise(() => {})
  await using service = await FoundryService.start(() => ({
    output: [{ text: ['one '] }, { text: [''], after: never }],
  }))
  const settings = { url: service.url, agent: 'planner', background: true, auth: { type: 'token', token: TOKEN } }
  const agents = [{ name: 'planner', upstreams: [{ adapter: 'azure-foundry', settings }] }]
  await writeFile(join(folder, 'gateway.yaml'), JSON.stringify({ agents }))
  const variables = { GATEWAY_MASTER_KEY: ADMIN_KEY, RUN_LEASE_SECONDS: '3' }
  const call = async (url: string, method: string, params: object): Promise<Wire> => {
    const response = await fetch(`${url}/a2a/planner`, {
      method: 'POST',
      headers: { authorization: `Bearer ${ADMIN_KEY}`, 'content-type': 'application/json' },
      body: JSON.stringify({ jsonrpc: '2.0', id: 1, method, params }),
    })
    return response.json()
  }
  let id: string
  {
    await using first = gatewayProcess(folder, variables)
    const url = await first.listening()
    const message = { messageId: crypto.randomUUID(), role: 'ROLE_USER', parts: [{ text: 'Count' }] }
    const configuration = { returnImmediately: true }
    id = (await call(url, 'SendMessage', { message, configuration })).result.task.id
    await eventually(
      () => call(url, 'GetTask', { id }),
      ({ result }) => texts(result).includes('one '),
    )
    first.child.kill('SIGKILL')
    await first.exited()
  }

  await using second = gatewayProcess(folder, variables)
  const { result, error } = await call(await second.listening(), 'CancelTask', { id })
  expect(error).toBeUndefined()
  expect(result.status.state).toBe('TASK_STATE_CANCELED')
  expect(service.requests.filter(({ path }) => path.endsWith('/cancel'))).toHaveLength(1)
}, 90_000)
