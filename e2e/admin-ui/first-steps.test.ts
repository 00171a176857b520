import { readdir, readFile } from 'node:fs/promises'
import { gzipSync } from 'node:zlib'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { type AdminUi, findChromium, openAdminUi } from '../support/admin-ui.ts'
import type { TestServer } from '../support/agent-script.ts'
import { sdkAgent } from '../support/sdk-agent.ts'
import { ADMIN_KEY, type TestGateway, testGateway } from '../support/test-gateway.ts'

const chromium = await findChromium()
const FIRST_LOAD_BYTES = 200 * 1024

let agent: TestServer
let gateway: TestGateway
beforeAll(async () => {
  agent = await sdkAgent()
  gateway = await testGateway({ config: { agents: [] } })
})
afterAll(async () => {
  await gateway?.[Symbol.asyncDispose]()
  await agent?.[Symbol.asyncDispose]()
})

test('the first load is less than 200 KB of compressed script', async () => {
  const page = await (await fetch(`${gateway.url}/ui`)).text()
  const scripts = [...page.matchAll(/(?:src|href)="(\/ui\/[^"]+\.js)"/g)].map(([, path]) => path)
  expect(scripts.length).toBeGreaterThan(1)
  let bytes = 0
  for (const path of scripts) {
    const script = await fetch(`${gateway.url}${path}`, { headers: { 'accept-encoding': 'identity' } })
    expect(script.status).toBe(200)
    bytes += gzipSync(new Uint8Array(await script.arrayBuffer())).length
  }
  expect(bytes).toBeLessThan(FIRST_LOAD_BYTES)
})

test('nothing in the page is of others', async () => {
  const folder = new URL('../../apps/admin/dist/', import.meta.url)
  for (const name of await readdir(folder)) {
    if (!/\.(?:html|js)$/.test(name)) continue
    expect(await readFile(new URL(name, folder), 'utf8')).not.toMatch(/(?:src|href)="(?:https?:)?\/\//)
  }
})

describe.skipIf(chromium === undefined)('in Chromium (there is none on this machine where this is skipped)', () => {
  let ui: AdminUi
  let page: AdminUi['page']
  beforeAll(async () => {
    ui = await openAdminUi(chromium ?? '', gateway.url)
    page = ui.page
  }, 60_000)
  afterAll(() => ui?.[Symbol.asyncDispose]())

  test('a wrong key is told of, a right one shows the screen that was asked for', { timeout: 60_000 }, async () => {
    await ui.open('/logs')
    await page.getByRole('heading', { name: 'Sign in to the gateway' }).waitFor()
    await ui.accessible()
    await page.getByLabel('Key', { exact: true }).fill('sk-wrong')
    await page.keyboard.press('Enter')
    await page.getByText(/key/i).first().waitFor()
    await expect.poll(() => page.locator('[aria-invalid=true]').count()).toBe(1)
    await page.getByLabel('Key', { exact: true }).fill(ADMIN_KEY)
    await page.keyboard.press('Enter')
    await page.getByRole('heading', { name: 'Logs' }).waitFor()
    await page.getByText('No agent has been called yet.').waitFor()
    await ui.accessible()
  })

  test('an agent is added by its address', { timeout: 60_000 }, async () => {
    await page.getByRole('link', { name: 'Agents' }).click()
    await page.getByText('There is no agent yet.').waitFor()
    await ui.accessible()
    await page.getByRole('button', { name: 'Add agent' }).click()
    const dialog = page.getByRole('dialog')
    await dialog.getByLabel(/url/i).first().fill(agent.url)
    await dialog.getByRole('button', { name: 'Find agent' }).click()
    await dialog.getByLabel('Name').waitFor()
    await ui.accessible()
    await dialog.getByLabel('Name').fill('helper')
    await dialog.getByRole('button', { name: 'Add agent' }).click()
    await page.getByRole('heading', { name: 'helper', exact: true }).waitFor()
    await ui.accessible()
  })

  test('its call appears by itself, and is opened', { timeout: 60_000 }, async () => {
    await page.getByRole('link', { name: 'Logs' }).click()
    await page.getByText('No agent has been called yet.').waitFor()
    const message = { messageId: 'from-the-test', role: 'user', kind: 'message', parts: [{ kind: 'text', text: 'hi' }] }
    const call = { jsonrpc: '2.0', id: 1, method: 'message/send', params: { message } }
    expect((await gateway.request('/a2a/helper', { body: call })).status).toBe(200)
    const row = page.getByRole('row').filter({ hasText: 'helper' })
    await row.first().waitFor()
    await ui.accessible()
    await row.first().getByRole('link').click()
    const drawer = page.getByRole('dialog')
    await drawer.getByText('from-the-test').first().waitFor()
    await ui.accessible()
    await page.keyboard.press('Escape')
    await drawer.waitFor({ state: 'detached' })
  })

  test('it has room from 360 pixels on', async () => {
    for (const screen of ['/agents', '/logs']) {
      await ui.open(screen)
      await page.getByRole('table').waitFor()
      await ui.narrow()
    }
  })

  test('nothing went wrong on the way', () => {
    expect(ui.faults()).toEqual([])
  })
})
