import { defineAgent } from '@gateway/core'
import { describe, expect, test } from 'vitest'
import { admin } from './admin.fixture.ts'
import { call, echo, MEMBER, paths } from './app.fixture.ts'
import { servedAgent, testPorts } from './gateway.fixture.ts'

describe('another secret for a key', () => {
  test.each([
    ['/key/made-1/regenerate', { grace_period: '48h', key_alias: 'b' }, { grace: '48h', alias: 'b' }],
    ['/key/sk-made-1/regenerate', {}, {}],
    ['/key/regenerate', { key: 'made-1', new_key: 'sk-mine' }, { key: 'sk-mine' }],
    [
      '/key/regenerate',
      { key: 'made-1', auto_rotate: true, rotation_interval: '30d' },
      { rotation: { interval: '30d' } },
    ],
  ])('POST %s %j', async (path, body, change) => {
    const { ask, last } = admin()
    await ask('POST', '/key/generate', {})
    const { status, json } = await ask('POST', path, body)
    expect(status).toBe(200)
    expect(json).toMatchObject({ key: 'key' in change ? change.key : 'sk-next', token: 'made-1', token_id: 'made-1' })
    expect(last()).toMatchObject({ what: 'regenerate', with: change })
  })

  test.each([
    ['/key/regenerate', {}, 400, 'key'],
    ['/key/made-1/regenerate', { new_master_key: 'sk-x' }, 400, 'new_master_key'],
    ['/key/made-1/regenerate', { rotation_interval: '30d' }, 400, 'auto_rotate'],
    ['/key/made-1/regenerate', { max_budget: 0 }, 400, 'max_budget'],
    ['/key/update', { key: 'made-1', grace_period: '1h' }, 400, 'auto_rotate'],
    ['/key/update', { key: 'made-1', auto_rotate: true }, 400, 'rotation_interval'],
    ['/key/generate', { new_key: 'sk-x' }, 400, 'new_key'],
    ['/key/rotate', { key: 'made-1' }, 400, ''],
  ])('POST %s %j is refused', async (path, body, status, param) => {
    const { ask, ports } = admin()
    await ask('POST', '/key/generate', {})
    const refused = await ask('POST', path, body)
    expect(refused.status).toBe(status)
    expect(refused.json.error.param).toBe(param)
    expect(ports.changes).toHaveLength(1)
  })

  test('is for who manages the key; its holder asks for it at /key/rotate', async () => {
    const { ask, ports } = admin()
    await ask('POST', '/key/generate', { key: 'sk-member' })
    for (const path of ['/key/member/regenerate', '/key/regenerate']) {
      expect((await ask('POST', path, { key: 'member' }, 'sk-member')).status).toBe(403)
      expect((await ask('POST', path, { key: 'member' }, 'sk-wrong')).status).toBe(401)
    }
    expect(ports.changes).toHaveLength(1)
    const { json } = await ask('POST', '/key/rotate', { new_key: 'sk-chosen' }, 'sk-member')
    expect(json).toMatchObject({ key: 'sk-chosen', token: 'member' })
    expect(ports.changes.at(-1)).toEqual({ what: 'rotate', with: { keyId: 'member', key: 'sk-chosen' } })
  })
})

test.each(paths)('%s tells the holder of a key that is due, on each answer to a call', async (_name, open) => {
  const endsAt = Date.parse('2040-01-01T00:00:00.000Z')
  let replaceFrom = Date.now() + 1_000_000
  const ports = testPorts([servedAgent('echo', echo), servedAgent('other', defineAgent({}))], {
    authenticate: () => ({
      keyId: 'member',
      role: 'member',
      agents: { access: 'all' },
      secret: { hash: 'h', replaceFrom, endsAt, replaced: false },
    }),
  })
  await using app = await open(ports)
  const header = async (method: string) => {
    const answer = await app.ask('/a2a/echo', call(method, undefined, { ...MEMBER, 'A2A-Version': '1.0' }))
    await answer.text()
    return answer.headers.get('x-gateway-key-replace-by')
  }
  expect(await header('SendMessage')).toBeNull()
  replaceFrom = 0
  for (const method of ['SendMessage', 'SendStreamingMessage', 'NoSuchMethod']) {
    expect(await header(method)).toBe('2040-01-01T00:00:00.000Z')
  }
})
