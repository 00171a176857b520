import { execFile } from 'node:child_process'
import { promisify } from 'node:util'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { type AdminUi, findChromium, openAdminUi } from '../support/admin-ui.ts'
import { ADMIN_KEY, type TestGateway, testGateway } from '../support/test-gateway.ts'

const chromium = await findChromium()
const run = promisify(execFile)

let gateway: TestGateway
beforeAll(async () => {
  // Without a file: as after the first start.
  gateway = await testGateway()
})
afterAll(() => gateway?.[Symbol.asyncDispose]())

describe.skipIf(chromium === undefined)('in Chromium (there is none on this machine where this is skipped)', () => {
  let ui: AdminUi
  let page: AdminUi['page']
  const figure = (label: string) => page.locator('dl > div').filter({ hasText: label }).locator('dd').first()
  beforeAll(async () => {
    ui = await openAdminUi(chromium ?? '', gateway.url)
    page = ui.page
    await ui.signIn(ADMIN_KEY)
  }, 60_000)
  afterAll(() => ui?.[Symbol.asyncDispose]())

  test('the first call is a click and a paste away, and appears by itself', { timeout: 60_000 }, async () => {
    await page.getByRole('heading', { name: 'Home' }).waitFor()
    await page.getByText('The first call appears here by itself.').waitFor()
    await ui.accessible()
    await page.getByRole('button', { name: 'Make a key and show the call' }).click()
    const code = (await page.getByRole('tabpanel').textContent()) ?? ''
    await ui.accessible()
    await ui.narrow()
    const { stdout } = await run('sh', ['-c', code])
    expect(JSON.parse(stdout)).toHaveProperty('result.task')
    await page.getByRole('list', { name: 'Last calls' }).getByText('hello').waitFor()
    await page.getByRole('heading', { name: 'Call the agent hello (done)' }).waitFor()
    await expect.poll(() => figure('Calls').textContent()).toBe('1')
    await ui.accessible()
    await ui.narrow()
  })

  test('the other steps tick themselves off, and are gone when all are done', { timeout: 60_000 }, async () => {
    await gateway.json('/v1/agents', { body: { name: 'away', url: 'http://127.0.0.1:9/' } })
    await gateway.key(['hello'])
    await page.reload()
    await page.getByRole('list', { name: 'Last calls' }).waitFor()
    await expect.poll(() => page.getByRole('heading', { name: 'First steps' }).count()).toBe(0)
  })

  test('calls, errors and agents in trouble are those there are', { timeout: 60_000 }, async () => {
    const message = { messageId: 'm', role: 'ROLE_USER', parts: [{ text: 'hi' }] }
    for (let call = 0; call < 2; call += 1) {
      expect((await gateway.call('away', 'SendMessage', { message })).error).toBeDefined()
    }
    const trouble = page.getByRole('region', { name: /in trouble/ })
    await expect
      .poll(
        async () => {
          const { totals } = await gateway.json('/v1/usage?interval=hour')
          const shown = [await figure('Calls').textContent(), await figure('Errors').textContent()]
          return [totals.calls, shown[0] === String(totals.calls), shown[1] === String(totals.errors)]
        },
        { timeout: 15_000 },
      )
      .toEqual([3, true, true])
    await trouble.getByText('away').waitFor()
    await ui.accessible()
    await page.getByRole('list', { name: 'Last calls' }).getByRole('link').first().click()
    await page.getByRole('dialog').waitFor()
  })

  test('the settings say how the gateway stands, and where records go', { timeout: 60_000 }, async () => {
    await ui.open('/settings')
    await page.getByRole('heading', { name: 'Settings' }).waitFor()
    const known = await gateway.json('/v1/gateway')
    await page.getByRole('region', { name: 'Gateway' }).getByText(known.version, { exact: true }).waitFor()
    expect(known).toMatchObject({ database: { kind: 'sqlite', answers: true }, redis: null, public_url: null })
    await page.getByText('SQLite').waitFor()
    await page.getByRole('region', { name: 'Where records go' }).getByText('Takes records').first().waitFor()
    await page.getByRole('region', { name: 'What is kept' }).getByText('30 days').waitFor()
    await page.getByText('Nobody is told when a budget is used up.').waitFor()
    await ui.accessible()
    await ui.narrow()
  })

  test('nothing went wrong on the way', () => {
    expect(ui.faults()).toEqual([])
  })
})

describe.skipIf(chromium === undefined)('for somebody who may see only their own', () => {
  let ui: AdminUi
  beforeAll(async () => {
    ui = await openAdminUi(chromium ?? '', gateway.url)
  }, 60_000)
  afterAll(() => ui?.[Symbol.asyncDispose]())

  test('home has their calls and no steps, and there are no settings', { timeout: 60_000 }, async () => {
    const { key } = await gateway.json('/user/new', { body: { object_permission: { agents: ['hello'] } } })
    const message = { messageId: 'own', role: 'ROLE_USER', parts: [{ text: 'hi' }] }
    await gateway.call('hello', 'SendMessage', { message }, { key })
    await ui.signIn(key)
    const calls = ui.page.getByRole('list', { name: 'Last calls' })
    await calls.waitFor()
    expect(await calls.getByRole('listitem').count()).toBe(1)
    expect(await ui.page.getByRole('heading', { name: 'First steps' }).count()).toBe(0)
    expect(await ui.page.getByRole('link', { name: 'Settings' }).count()).toBe(0)
    await ui.accessible()
    expect(ui.faults()).toEqual([])
  })
})
