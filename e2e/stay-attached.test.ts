import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { events, lastState, pieces, type ServerEvent } from './support/events.ts'
import { gatewayProcess } from './support/gateway-process.ts'
import { sdkAgent } from './support/sdk-agent.ts'
import { ADMIN_KEY, eventually, testGateway } from './support/test-gateway.ts'
import { verifies } from './support/verifies.ts'

const message = (text: string, more: object = {}) => ({
  message: { messageId: crypto.randomUUID(), role: 'ROLE_USER', parts: [{ text }], ...more },
})
const counted = (text: string, count: number) =>
  Array.from({ length: count }, (_, index) => `echo ${index}: ${text}`).join('')

test('a task of an agent that the gateway stays attached to goes on without its caller, and over a kill without a gap', async () => {
  verifies('stay-attached', 'crash')
  await using agent = await sdkAgent()
  const folder = await mkdtemp(join(tmpdir(), 'gateway-attached-'))
  await using _folder = { [Symbol.asyncDispose]: () => rm(folder, { recursive: true, force: true }) }
  const upstreams = [{ url: `${agent.url}/` }]
  await writeFile(
    join(folder, 'gateway.yaml'),
    JSON.stringify({ agents: [{ name: 'script', stayAttached: true, upstreams }] }),
  )
  const variables = { GATEWAY_MASTER_KEY: ADMIN_KEY, RUN_LEASE_SECONDS: '2', LOG_LEVEL: 'error' }
  const received: ServerEvent[] = []
  {
    await using first = gatewayProcess(folder, variables)
    const url = await first.listening()
    const reading = (async () => {
      const stream = events(`${url}/a2a/script`, ADMIN_KEY, 'SendStreamingMessage', message('slow 300'))
      for await (const event of stream) received.push(event)
    })().catch(() => undefined)
    await eventually(() => pieces(received).includes('echo 5:'))
    first.child.kill('SIGKILL')
    await first.exited()
    await reading
  }
  const { id } = received[0]?.data.result.task ?? {}
  const lastEventId = received.at(-1)?.id ?? 0
  await using second = gatewayProcess(folder, variables)
  const url = await second.listening()
  const rest = await Array.fromAsync(events(`${url}/a2a/script`, ADMIN_KEY, 'SubscribeToTask', { id }, { lastEventId }))
  expect(lastState(rest)).toBe('TASK_STATE_COMPLETED')
  const snapshot = rest[0]?.data.result.task
  const texts = (snapshot?.artifacts?.[0].parts ?? []).map(({ text }: { text: string }) => text).join('')
  const before = snapshot === undefined ? pieces(received) : texts
  expect(before + pieces(rest)).toBe(counted('slow 300', 300))
}, 90_000)

test('its questions are answered in its own task, it is canceled, and two owners with one contextId are apart', async () => {
  verifies('stay-attached')
  await using agent = await sdkAgent()
  const upstreams = [{ url: `${agent.url}/` }]
  await using gateway = await testGateway({ config: { agents: [{ name: 'script', stayAttached: true, upstreams }] } })
  const asked = await gateway.call('script', 'SendMessage', message('ask'))
  const { id: taskId, contextId, status } = asked.result.task
  expect(status).toMatchObject({ state: 'TASK_STATE_INPUT_REQUIRED', message: { parts: [{ text: 'which one?' }] } })
  const answered = await gateway.call('script', 'SendMessage', message('this one', { taskId, contextId }))
  expect(answered.result.task).toMatchObject({ id: taskId, contextId, status: { state: 'TASK_STATE_COMPLETED' } })
  expect(answered.result.task.artifacts[0].parts[0].text).toBe('echo 0: this one')

  const plain = await gateway.call('script', 'SendMessage', message('message'))
  expect(plain.result.task.artifacts[0].parts[0].text).toBe('just a message')

  const atOnce = { ...message('wait'), configuration: { returnImmediately: true } }
  const waiting = (await gateway.call('script', 'SendMessage', atOnce)).result.task.id
  await eventually(
    () => gateway.call('script', 'GetTask', { id: waiting }),
    (answer) => answer.result.status.state === 'TASK_STATE_WORKING',
  )
  const canceled = await gateway.call('script', 'CancelTask', { id: waiting })
  expect(canceled.result.status.state).toBe('TASK_STATE_CANCELED')

  const keys = [await gateway.key(['script']), await gateway.key(['script'])]
  const tasks = await Promise.all(
    keys.map((key) => gateway.call('script', 'SendMessage', message('hi', { contextId: 'shared' }), { key })),
  )
  expect(tasks.map((answer) => answer.result.task.contextId)).toEqual(['shared', 'shared'])
  const [one, two] = tasks.map((answer) => answer.result.task.id)
  expect((await gateway.call('script', 'GetTask', { id: two }, { key: keys[0] })).error.code).toBe(-32001)
  expect((await gateway.call('script', 'GetTask', { id: one }, { key: keys[0] })).result.id).toBe(one)
})
