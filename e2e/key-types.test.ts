import { afterAll, beforeAll, expect, test } from 'vitest'
import { type TestGateway, testGateway } from './support/test-gateway.ts'
import { verifies } from './support/verifies.ts'

let gateway: TestGateway
beforeAll(async () => {
  gateway = await testGateway()
  await gateway.json('/user/new', { body: { user_id: 'boss', user_role: 'proxy_admin', auto_create_key: false } })
})
afterAll(() => gateway[Symbol.asyncDispose]())

/** A key of an administrator that is granted all. */
const make = async (members: object): Promise<string> =>
  (await gateway.json('/key/generate', { body: { user_id: 'boss', object_permission: { agents: 'all' }, ...members } }))
    .key

async function call(key: string, method: string, params: object): Promise<string> {
  const answer = await gateway.request('/a2a/hello', {
    key,
    body: { jsonrpc: '2.0', id: 1, method, params },
    headers: { 'a2a-version': '1.0' },
  })
  return answer.text()
}
const send = (key: string) =>
  call(key, 'SendMessage', {
    message: { messageId: crypto.randomUUID(), role: 'ROLE_USER', parts: [{ text: 'hi' }] },
  })
const statusOf = async (key: string, path: string, body?: object) =>
  (await gateway.request(path, body === undefined ? { key } : { key, body })).status

/** Whether it sends, reads at agents, manages and sees, of all that an administrator may. */
async function may(key: string) {
  return {
    sends: !(await send(key)).includes('key_type'),
    reads: !(await call(key, 'ListTasks', {})).includes('key_type'),
    manages: (await statusOf(key, '/team/new', {})) === 200,
    makesKeys: (await statusOf(key, '/key/generate', {})) === 200,
    sees: (await statusOf(key, '/user/list')) === 200,
    seesKeys: (await statusOf(key, '/key/list')) === 200,
    knowsItself: (await statusOf(key, '/key/info')) === 200 && (await statusOf(key, '/v1/agents')) === 200,
  }
}

const everything = { manages: true, makesKeys: true, sees: true, seesKeys: true }
const nothing = { manages: false, makesKeys: false, sees: false, seesKeys: false }
const calls = { sends: true, reads: true, knowsItself: true }
const seeing = { manages: false, makesKeys: false, sees: true, seesKeys: true }

test.each([
  [{}, { ...calls, ...everything }],
  [{ key_type: 'default' }, { ...calls, ...everything }],
  [{ key_type: 'llm_api' }, { ...calls, ...nothing }],
  [{ allowed_routes: ['/a2a/*'] }, { ...calls, ...nothing }],
  [{ key_type: 'management' }, { ...everything, sends: false, reads: false, knowsItself: true }],
  [{ key_type: 'read_only' }, { ...seeing, sends: false, reads: true, knowsItself: true }],
  [{ allowed_routes: ['llm_api_routes', 'info_routes'] }, { ...calls, ...seeing }],
])('a key of an administrator that is %j may do no more', async (members, expected) => {
  verifies('keys')
  expect(await may(await make(members))).toEqual(expected)
})

test('it sees only its own calls where it is for calls alone', async () => {
  verifies('keys')
  const [key, other] = [await make({ key_type: 'llm_api' }), await make({})]
  await send(key)
  await send(other)
  const { logs } = await gateway.json('/v1/logs', { key })
  const { token } = await gateway.json(`/key/info`, { key }).then(({ info }) => info)
  expect(new Set(logs.map(({ keyId }: { keyId: string }) => keyId))).toEqual(new Set([token]))
})

test('it is shown, explained and changed; what is no such thing is refused with why', async () => {
  verifies('keys')
  const key = await make({ key_type: 'read_only' })
  const info = async () => (await gateway.json('/key/info', { key })).info
  expect(await info()).toMatchObject({ key_type: 'read_only', allowed_routes: ['info_routes'] })
  expect(await gateway.json(`/v1/access?agent=hello&key=${key}`)).toMatchObject({ allowed: false })
  expect(await gateway.json(`/v1/access?agent=hello&operation=GetTask&key=${key}`)).toMatchObject({ allowed: true })
  await gateway.json('/key/update', { body: { key, key_alias: 'same' } })
  expect(await info()).toMatchObject({ key_type: 'read_only' })
  await gateway.json('/key/update', { body: { key, allowed_routes: ['agent_routes', 'management_routes'] } })
  expect(await info()).toMatchObject({ key_type: null, allowed_routes: ['llm_api_routes', 'management_routes'] })
  await gateway.json('/key/update', { body: { key, key_type: null } })
  expect(await info()).toMatchObject({ key_type: 'default', allowed_routes: [] })
  for (const [wrong, why] of [
    [{ key_type: 'other' }, /key_type/],
    [{ allowed_routes: ['/key/list'] }, /allowed_routes\[0\].*object_permission/],
    [{ key_type: 'llm_api', allowed_routes: ['info_routes'] }, /says something else/],
  ] as const) {
    const refused = await gateway.request('/key/update', { body: { key, ...wrong } })
    expect([refused.status, await refused.text()]).toEqual([400, expect.stringMatching(why)])
  }
})
