import { afterAll, beforeAll, expect, test } from 'vitest'
import { type TestGateway, testGateway } from './support/test-gateway.ts'
import { verifies } from './support/verifies.ts'
import type { Wire } from './support/wire.ts'

let gateway: TestGateway
beforeAll(async () => {
  gateway = await testGateway()
})
afterAll(() => gateway[Symbol.asyncDispose]())

const made = async (path: string, body: object): Promise<Wire> => gateway.json(path, { body })
const ids = async (path: string, key?: string): Promise<string[]> =>
  (await gateway.json(path, { key })).map(({ team_id }: Wire) => team_id)

test('teams are listed by page and by member; each key sees the teams of its own', async () => {
  verifies('teams')
  for (const team_id of ['one', 'two', 'three']) {
    const members_with_roles = team_id === 'two' ? [] : [{ user_id: 'mia' }]
    await made('/team/new', { team_id, members_with_roles, object_permission: { agents: 'all' } })
  }
  expect((await ids('/team/list')).toSorted()).toEqual(['one', 'three', 'two'])
  expect(await ids('/team/list?page=1&page_size=2')).toHaveLength(2)
  expect(await ids('/team/list?page=2&page_size=2')).toHaveLength(1)
  expect(await ids('/team/list?user_id=mia')).toEqual(['three', 'one'])
  expect(await ids('/team/list?user_id=nobody')).toEqual([])
  expect((await gateway.request('/team/list?page_size=0')).status).toBe(400)

  const { key: own } = await made('/key/generate', { user_id: 'mia' })
  expect(await ids('/team/list', own)).toEqual(['three', 'one'])
  expect(await ids('/team/list?page=2&page_size=1', own)).toEqual(['one'])
  const { key: ofOne } = await made('/key/generate', { user_id: 'mia', team_id: 'one' })
  expect(await ids('/team/list', ofOne)).toEqual(['one'])
  const { key: nobody } = await made('/key/generate', {})
  expect(await ids('/team/list', nobody)).toEqual([])
  await made('/team/member_delete', { team_id: 'three', user_id: 'mia' })
  expect(await ids('/team/list', own)).toEqual(['one'])
})

test('users are listed by role, mail address and page', async () => {
  verifies('users')
  const user = (user_id: string, more: object) => made('/user/new', { user_id, auto_create_key: false, ...more })
  await user('una', { user_role: 'proxy_admin_viewer', user_email: 'una@example.com' })
  await user('uno', { user_role: 'proxy_admin_viewer' })
  const list = async (query: string) => {
    const { users, total, total_pages }: Wire = await gateway.json(`/user/list?${query}`)
    return { users: users.map(({ user_id }: Wire) => user_id), total, total_pages }
  }
  expect(await list('role=proxy_admin_viewer')).toEqual({ users: ['uno', 'una'], total: 2, total_pages: 1 })
  expect(await list('role=proxy_admin_viewer&page=2&page_size=1')).toEqual({ users: ['una'], total: 2, total_pages: 2 })
  expect(await list('user_email=una@example.com')).toMatchObject({ users: ['una'], total: 1 })
  await made('/user/update', { user_id: 'una', user_role: 'internal_user' })
  expect(await list('role=proxy_admin_viewer')).toMatchObject({ users: ['uno'] })
})

test('the id of a deleted team is not given again, so that nobody sees its tasks', async () => {
  verifies('teams')
  const body = { team_id: 'passing', object_permission: { agents: 'all' } }
  await made('/team/new', body)
  await made('/team/delete', { team_ids: ['passing'] })
  const again = await gateway.request('/team/new', { body })
  expect(again.status).toBe(409)
  const { error }: Wire = await again.json()
  expect(error.message).toContain('Its id is not given again')
  expect((await gateway.request('/key/generate', { body: { team_id: 'passing' } })).status).toBe(400)
})
