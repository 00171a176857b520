import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { type AdminUi, findChromium, openAdminUi } from '../support/admin-ui.ts'
import { client10 } from '../support/clients.ts'
import { ADMIN_KEY, type TestGateway, testGateway } from '../support/test-gateway.ts'

const chromium = await findChromium()

let gateway: TestGateway
beforeAll(async () => {
  gateway = await testGateway({
    config: {
      agents: [
        { name: 'hello', upstreams: [{ adapter: 'hello' }], cost: { perCall: 0.1 } },
        { name: 'other', upstreams: [{ adapter: 'hello' }] },
      ],
    },
  })
  await gateway.json('/team/new', {
    body: { team_id: 'crew', team_alias: 'The crew', object_permission: { agents: ['hello', 'other'] } },
  })
})
afterAll(() => gateway?.[Symbol.asyncDispose]())

describe.skipIf(chromium === undefined)('in Chromium (there is none on this machine where this is skipped)', () => {
  let ui: AdminUi
  let page: AdminUi['page']
  let secret = ''
  const dialog = (name: string | RegExp) => page.getByRole('dialog', { name })
  const send = async (key: string, agent = 'hello') =>
    gateway.call(
      agent,
      'SendMessage',
      { message: { messageId: crypto.randomUUID(), role: 'ROLE_USER', parts: [{ text: 'hi' }] } },
      { key },
    )
  const choose = async (label: string, option: string) => {
    const field = page.getByRole('combobox', { name: label })
    await field.fill(option)
    await page.getByRole('option', { name: option }).click()
  }
  beforeAll(async () => {
    ui = await openAdminUi(chromium ?? '', gateway.url)
    page = ui.page
    await ui.signIn(ADMIN_KEY, '/keys')
  }, 60_000)
  afterAll(() => ui?.[Symbol.asyncDispose]())

  test('a key is made, and shown once', { timeout: 90_000 }, async () => {
    await page.getByText('There is no key yet.').waitFor()
    await ui.accessible()
    await page.getByRole('button', { name: 'Make key' }).click()
    const making = dialog('Make a key')
    await making.getByLabel('Name').fill('ci')
    await choose('Agents', 'hello')
    await choose('Team', 'The crew')
    await making.getByText('Budget, limits and tags').click()
    await making.getByLabel('Budget').fill('0.3')
    await making.getByLabel('Budget').press('Tab')
    await ui.accessible()
    await making.getByRole('button', { name: 'Make key' }).click()
    const made = dialog('The key ci')
    secret = (await made.getByRole('region', { name: 'The key' }).locator('code').first().textContent()) ?? ''
    expect(secret).toMatch(/^sk-/)
    expect(await made.getByRole('tabpanel').textContent()).toContain(secret)
    await ui.accessible()
    await made.getByRole('button', { name: 'Done' }).click()
    await page.getByRole('row').filter({ hasText: 'ci' }).getByText('Active').waitFor()
    expect(await page.content()).not.toContain(secret)
    const client = await client10(`${gateway.url}/a2a/hello`, secret)
    expect(await client.send('hi')).toHaveProperty('task.id')
    const { info } = await gateway.json(`/key/info?key=${secret}`)
    expect(info).toMatchObject({
      key_alias: 'ci',
      team_id: 'crew',
      max_budget: 0.3,
    })
    await page.getByRole('row').filter({ hasText: 'ci' }).getByText('hello', { exact: true }).waitFor()
    await ui.narrow()
  })

  test('it says what is used of it, and why it may not call another', { timeout: 90_000 }, async () => {
    await page.reload()
    const row = page.getByRole('row').filter({ hasText: 'ci' })
    await row.getByText('$0.10 of $0.30').waitFor()
    await row.getByText('The crew').waitFor()
    await row.getByRole('link').click()
    const drawer = dialog('ci')
    await drawer.getByText('$0.10 of $0.30').waitFor()
    await ui.accessible()
    await choose('Agent', 'other')
    await drawer.getByText('It may not call other.').waitFor()
    await drawer
      .getByText(/granted other agents/)
      .first()
      .waitFor()
    await ui.accessible()
    expect((await send(secret, 'other')).error).toBeDefined()
  })

  test('it is changed; what somebody else changed meanwhile stays', { timeout: 90_000 }, async () => {
    const drawer = dialog('ci')
    await drawer.getByRole('button', { name: 'Change' }).click()
    const editing = dialog('Change ci')
    await editing.getByLabel('Requests').fill('70')
    await editing.getByLabel('Requests').press('Tab')
    await gateway.json('/key/update', { body: { key: secret, tags: ['theirs'] } })
    await editing.getByRole('button', { name: 'Save' }).click()
    await editing.getByText(/Somebody else has changed this key/).waitFor()
    await ui.accessible()
    await editing.getByRole('button', { name: 'Cancel' }).click()
    expect((await gateway.json(`/key/info?key=${secret}`)).info).toMatchObject({ rpm_limit: null, tags: ['theirs'] })
    await page.reload()
    await drawer.getByText('theirs').waitFor()
    await drawer.getByRole('button', { name: 'Change' }).click()
    await editing.getByLabel('Requests').fill('70')
    await editing.getByLabel('Requests').press('Tab')
    await editing.getByRole('button', { name: 'Save' }).click()
    await editing.waitFor({ state: 'detached' })
    await drawer.getByText('Requests a minute').waitFor()
    expect((await gateway.json(`/key/info?key=${secret}`)).info).toMatchObject({ rpm_limit: 70, tags: ['theirs'] })
  })

  test('its secret is replaced, and the old one ends when that is said', { timeout: 90_000 }, async () => {
    const drawer = dialog('ci')
    await drawer.getByRole('button', { name: 'Actions for ci' }).click()
    await page.getByRole('menuitem', { name: 'Replace secret…' }).click()
    const rotating = dialog('Replace the secret of ci')
    await rotating.getByLabel('The old secret works on for', { exact: true }).fill('')
    await ui.accessible()
    await rotating.getByRole('button', { name: 'Replace' }).click()
    const replaced =
      (await rotating.getByRole('region', { name: 'The new key' }).locator('code').first().textContent()) ?? ''
    expect(replaced).toMatch(/^sk-/)
    expect(replaced).not.toBe(secret)
    await rotating.getByRole('button', { name: 'Done' }).click()
    await expect.poll(async () => (await gateway.request('/v1/me', { key: secret })).status).toBe(401)
    expect((await send(replaced)).result).toBeDefined()
    secret = replaced
  })

  test('blocked it is refused, unblocked it is not, deleted it is gone', { timeout: 90_000 }, async () => {
    const drawer = dialog('ci')
    const act = async (name: string) => {
      await drawer.getByRole('button', { name: 'Actions for ci' }).click()
      await page.getByRole('menuitem', { name }).click()
    }
    await act('Block…')
    await ui.accessible()
    await dialog('Block ci?').getByRole('button', { name: 'Block key' }).click()
    await drawer.getByText('Blocked').waitFor()
    await expect.poll(async () => (await gateway.request('/v1/me', { key: secret })).status).toBe(401)
    await drawer.getByRole('button', { name: 'Unblock' }).click()
    await drawer.getByText('Active').waitFor()
    await expect.poll(async () => (await send(secret)).result !== undefined).toBe(true)
    await act('Delete…')
    const deleting = dialog('Delete ci?')
    expect(await deleting.getByRole('button', { name: 'Delete key' }).isDisabled()).toBe(true)
    await deleting.getByLabel('Type ci to go on').fill('ci')
    await deleting.getByRole('button', { name: 'Delete key' }).click()
    await page.getByText('There is no key yet.').waitFor()
    await expect.poll(async () => (await send(secret)).error !== undefined).toBe(true)
  })

  test('nothing went wrong on the way', () => {
    expect(ui.faults(/409|412/)).toEqual([])
  })
})
