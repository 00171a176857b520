import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { type AdminUi, findChromium, openAdminUi } from '../support/admin-ui.ts'
import type { TestServer } from '../support/agent-script.ts'
import { client10, type TestClient } from '../support/clients.ts'
import { sdkAgent } from '../support/sdk-agent.ts'
import { ADMIN_KEY, type TestGateway, testGateway } from '../support/test-gateway.ts'

const chromium = await findChromium()

let agent: TestServer
let gateway: TestGateway
beforeAll(async () => {
  agent = await sdkAgent()
  // Without a file: as after the first start.
  gateway = await testGateway()
})
afterAll(async () => {
  await gateway?.[Symbol.asyncDispose]()
  await agent?.[Symbol.asyncDispose]()
})

/** Somebody's first hour with the gateway, in one browser, without reading a manual. */
describe.skipIf(chromium === undefined)('in Chromium (there is none on this machine where this is skipped)', () => {
  let ui: AdminUi
  let page: AdminUi['page']
  let client: TestClient
  const dialog = (name: string | RegExp) => page.getByRole('dialog', { name })
  const go = (screen: string) =>
    page.getByRole('navigation', { name: 'Screens' }).getByRole('link', { name: screen }).click()
  beforeAll(async () => {
    ui = await openAdminUi(chromium ?? '', gateway.url)
    page = ui.page
  }, 60_000)
  afterAll(() => ui?.[Symbol.asyncDispose]())

  test('sign in, and add an agent by its address', { timeout: 90_000 }, async () => {
    await ui.signIn(ADMIN_KEY)
    await page.getByRole('heading', { name: 'First steps' }).waitFor()
    await page.getByRole('link', { name: 'Add agent' }).click()
    const adding = page.getByRole('dialog')
    await adding.getByLabel(/url/i).first().fill(agent.url)
    await adding.getByRole('button', { name: 'Find agent' }).click()
    await adding.getByText('Does what the text says.').first().waitFor()
    await adding.getByLabel('Name', { exact: true }).fill('helper')
    await adding.getByRole('button', { name: 'Add agent' }).click()
    await page.getByText('helper').first().waitFor()
    await expect.poll(async () => (await gateway.request('/v1/agents/helper')).status).toBe(200)
  })

  test('make a key for it, and call it with the official client', { timeout: 90_000 }, async () => {
    await ui.open('/')
    await page.getByRole('link', { name: 'Make a key' }).click()
    const making = dialog('Make a key')
    await making.getByLabel('Name').fill('teammate')
    await making.getByRole('combobox', { name: 'Agents' }).fill('helper')
    await page.getByRole('option', { name: 'helper' }).click()
    await making.getByRole('button', { name: 'Make key' }).click()
    const made = dialog('The key teammate')
    const key = (await made.getByRole('region', { name: 'The key' }).locator('code').first().textContent()) ?? ''
    await made.getByRole('button', { name: 'Done' }).click()
    client = await client10(`${gateway.url}/a2a/helper`, key)
    await go('Logs')
    await page.getByText('No agent has been called yet.').waitFor()
    expect(JSON.stringify(await client.send('hello from a teammate'))).toContain('echo 0: hello from a teammate')
  })

  test('see the call appear by itself, and open it', { timeout: 90_000 }, async () => {
    const row = page.getByRole('row').filter({ hasText: 'teammate' })
    await row.first().waitFor()
    expect(await row.first().textContent()).toContain('helper')
    await row.first().getByRole('link').first().click()
    const call = page.getByRole('dialog')
    await call.getByText('hello from a teammate').first().waitFor()
    await ui.accessible()
    await page.keyboard.press('Escape')
    await call.waitFor({ state: 'detached' })
  })

  test('block the key, and see the refusal', { timeout: 90_000 }, async () => {
    await go('Keys')
    await page.getByRole('row').filter({ hasText: 'teammate' }).getByRole('link').click()
    const key = dialog('teammate')
    await key.getByRole('button', { name: 'Actions for teammate' }).click()
    await page.getByRole('menuitem', { name: 'Block…' }).click()
    await dialog('Block teammate?').getByRole('button', { name: 'Block key' }).click()
    await key.getByText('Blocked').waitFor()
    await expect
      .poll(() =>
        client.send('once more').then(
          () => 'answered',
          () => 'refused',
        ),
      )
      .toBe('refused')
    await page.keyboard.press('Escape')
    await go('Logs')
    const refused = page.getByRole('row').filter({ hasText: 'Refused' }).first()
    await refused.waitFor()
    await refused.getByRole('link').first().click()
    await page
      .getByRole('dialog')
      .getByText(/blocked/)
      .first()
      .waitFor()
    await ui.accessible()
  })

  test('nothing went wrong on the way', () => {
    expect(ui.faults()).toEqual([])
  })
})
