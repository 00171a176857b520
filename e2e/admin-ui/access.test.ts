import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { type AdminUi, findChromium, openAdminUi } from '../support/admin-ui.ts'
import { ADMIN_KEY, type TestGateway, testGateway } from '../support/test-gateway.ts'
import type { Wire } from '../support/wire.ts'

const chromium = await findChromium()

let gateway: TestGateway
beforeAll(async () => {
  gateway = await testGateway({
    config: {
      agents: [
        { name: 'hello', upstreams: [{ adapter: 'hello' }] },
        { name: 'other', upstreams: [{ adapter: 'hello' }] },
      ],
    },
  })
})
afterAll(() => gateway?.[Symbol.asyncDispose]())

describe.skipIf(chromium === undefined)('in Chromium (there is none on this machine where this is skipped)', () => {
  let ui: AdminUi
  let page: AdminUi['page']
  const dialog = (name: string | RegExp) => page.getByRole('dialog', { name })
  const choose = async (label: string, option: string) => {
    await page.getByRole('combobox', { name: label }).fill(option)
    await page.getByRole('option', { name: option }).click()
  }
  const open = async (screen: string, name: string) => {
    await ui.open(screen)
    await page.getByRole('row').filter({ hasText: name }).getByRole('link').click()
    await dialog(name).waitFor()
    return dialog(name)
  }
  const teamOf = async (alias: string): Promise<Wire> =>
    (await gateway.json('/team/list')).find(({ team_alias }: Wire) => team_alias === alias)
  const userOf = async (email: string): Promise<Wire> =>
    (await gateway.json('/user/list')).users.find(({ user_email }: Wire) => user_email === email)
  beforeAll(async () => {
    ui = await openAdminUi(chromium ?? '', gateway.url)
    page = ui.page
    await ui.signIn(ADMIN_KEY, '/users')
  }, 60_000)
  afterAll(() => ui?.[Symbol.asyncDispose]())

  test('a user is added with a role and a grant', { timeout: 90_000 }, async () => {
    await page.getByText('There is no user yet.').waitFor()
    await ui.accessible()
    await page.getByRole('button', { name: 'Add user' }).click()
    const adding = dialog('Add a user')
    await adding.getByLabel('E-mail').fill('ada@example.com')
    await adding.getByLabel(/^Admin viewer/).check()
    await choose('Agents', 'hello')
    await ui.accessible()
    await adding.getByRole('button', { name: 'Add user' }).click()
    await page.getByRole('row').filter({ hasText: 'ada@example.com' }).getByText('Admin viewer').waitFor()
    expect(await userOf('ada@example.com')).toMatchObject({ user_role: 'proxy_admin_viewer' })
    await ui.accessible()
    await ui.narrow()
  })

  test('a team is made, gets a member and loses one', { timeout: 90_000 }, async () => {
    await ui.open('/teams')
    await page.getByText('There is no team yet.').waitFor()
    await page.getByRole('button', { name: 'Make team' }).click()
    const making = dialog('Make a team')
    await making.getByLabel('Name').fill('The crew')
    await choose('Agents', 'hello')
    await making.getByLabel('Budget').fill('12.5')
    await making.getByLabel('Budget').press('Tab')
    await ui.accessible()
    await making.getByRole('button', { name: 'Make team' }).click()
    await making.waitFor({ state: 'detached' })
    expect(await teamOf('The crew')).toMatchObject({ max_budget: 12.5 })
    const team = await open('/teams', 'The crew')
    await choose('Add a user', 'ada@example.com')
    await team.getByLabel('As').selectOption('admin')
    await team.getByRole('button', { name: 'Add', exact: true }).click()
    const members = team.getByRole('list', { name: 'Members' })
    await members.getByText('admin of the team').waitFor()
    await ui.accessible()
    await ui.narrow()
    await members.getByRole('button', { name: 'Remove ada@example.com' }).click()
    await team.getByText('Nobody yet.').waitFor()
    expect((await teamOf('The crew')).members_with_roles).toEqual([])
  })

  test('a team is changed, blocked and deleted, with what follows said in numbers', { timeout: 90_000 }, async () => {
    const { team_id } = await teamOf('The crew')
    const key = await gateway.key(['hello'], { team_id })
    const team = await open('/teams', 'The crew')
    await team.getByRole('button', { name: 'Change' }).click()
    const editing = dialog('Change The crew')
    await editing.getByLabel(/^Every agent/).check()
    await editing.getByRole('button', { name: 'Save' }).click()
    await team.getByText('every agent').waitFor()
    expect(await teamOf('The crew')).toMatchObject({ object_permission: { agents: 'all' }, max_budget: 12.5 })
    const act = async (name: string) => {
      await team.getByRole('button', { name: 'Actions for The crew' }).click()
      await page.getByRole('menuitem', { name }).click()
    }
    await act('Block…')
    await dialog('Block The crew?').getByText('It has 1 key and 0 members.').waitFor()
    await ui.accessible()
    await dialog('Block The crew?').getByRole('button', { name: 'Block team' }).click()
    await team.getByText('Blocked').waitFor()
    await expect.poll(async () => (await gateway.request('/v1/me', { key })).status).not.toBe(200)
    await team.getByRole('button', { name: 'Unblock' }).click()
    await team.getByText('Active').waitFor()
    await act('Delete…')
    const deleting = dialog('Delete The crew?')
    await deleting.getByLabel('Type The crew to go on').fill('The crew')
    await deleting.getByRole('button', { name: 'Delete team' }).click()
    await page.getByText('There is no team yet.').waitFor()
    await expect.poll(async () => (await gateway.request('/v1/me', { key })).status).toBe(401)
  })

  test('agents are granted together by a group', { timeout: 90_000 }, async () => {
    await ui.open('/access-groups')
    await page.getByText('There is no access group yet.').waitFor()
    await ui.accessible()
    await page.getByRole('button', { name: 'Make group' }).click()
    const making = dialog('Make an access group')
    await making.getByLabel('Name').fill('both')
    await choose('Agents', 'hello')
    await choose('Agents', 'other')
    await making.getByRole('button', { name: 'Make group' }).click()
    await page.getByRole('row').filter({ hasText: 'both' }).getByText('hello, other').waitFor()
    const key = (
      await gateway.json('/key/generate', { body: { object_permission: { agent_access_groups: ['both'] } } })
    ).key
    const names = async () => (await gateway.json('/v1/agents', { key })).map(({ agent_name }: Wire) => agent_name)
    expect((await names()).toSorted()).toEqual(['hello', 'other'])
    const group = await open('/access-groups', 'both')
    await group.getByRole('button', { name: 'Remove other' }).click()
    await ui.accessible()
    await group.getByRole('button', { name: 'Save' }).click()
    await expect.poll(names).toEqual(['hello'])
  })

  test('who changed what is written down, with what was before and after', { timeout: 90_000 }, async () => {
    await ui.open('/audit?action=team.update')
    await page.getByRole('row').filter({ hasText: 'team.update' }).first().waitFor()
    await ui.accessible()
    await ui.narrow()
    const { entries } = await gateway.json('/v1/audit?action=team.update')
    const grantOf = (shown: Wire) => JSON.stringify(shown?.object_permission)
    const changed = entries.find(({ before, after }: Wire) => grantOf(before) !== grantOf(after))
    await ui.open(`/audit?action=team.update&entry=${changed?.id}`)
    const entry = page.getByRole('dialog')
    const grant = entry.getByRole('region', { name: 'object_permission' })
    await grant.getByText('Before').waitFor()
    expect(await grant.textContent()).toContain('"all"')
    await ui.accessible()
    await page.keyboard.press('Escape')
    await ui.open('/audit')
    await page.getByLabel('Text in an entry').fill('ada@example.com')
    await expect.poll(() => new URL(page.url()).search).toBe('?text=ada%40example.com')
    await page.getByRole('row').filter({ hasText: 'user.create' }).waitFor()
  })

  test('nothing went wrong on the way', () => {
    expect(ui.faults()).toEqual([])
  })
})

describe.skipIf(chromium === undefined)('for somebody who only looks', () => {
  test('everything is shown, and nothing can be changed', { timeout: 90_000 }, async () => {
    const { key } = await gateway.json('/user/new', { body: { user_role: 'proxy_admin_viewer' } })
    await gateway.json('/team/new', { body: { team_alias: 'Seen' } })
    await using ui = await openAdminUi(chromium ?? '', gateway.url)
    const { page } = ui
    await ui.signIn(key, '/teams')
    await page.getByRole('row').filter({ hasText: 'Seen' }).getByRole('link').click()
    const team = page.getByRole('dialog', { name: 'Seen' })
    await team.getByText('Active').waitFor()
    expect(await team.getByRole('button', { name: /Change|Actions|Add/ }).count()).toBe(0)
    await page.keyboard.press('Escape')
    for (const [screen, action] of [
      ['/teams', 'Make team'],
      ['/users', 'Add user'],
      ['/access-groups', 'Make group'],
      ['/keys', 'Make key'],
    ] as const) {
      await ui.open(screen)
      await page.getByRole('heading', { level: 1 }).waitFor()
      expect(await page.getByRole('button', { name: action }).count()).toBe(0)
    }
    expect(ui.faults()).toEqual([])
  })
})
