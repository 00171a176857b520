import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { type AdminUi, findChromium, openAdminUi } from '../support/admin-ui.ts'
import { ADMIN_KEY, eventually, type TestGateway, testGateway } from '../support/test-gateway.ts'

const chromium = await findChromium()
/** More than a page of the API has, several times over. */
const MANY = 450
const nameOf = (index: number) => `agent-${String(index).padStart(4, '0')}`

describe.skipIf(chromium === undefined)('many agents (there is no Chromium where this is skipped)', () => {
  let gateway: TestGateway
  let ui: AdminUi
  let page: AdminUi['page']
  beforeAll(async () => {
    const agents = Array.from({ length: MANY }, (_, index) => ({
      name: nameOf(index),
      upstreams: [{ adapter: 'hello' }],
    }))
    gateway = await testGateway({ config: { agents } })
    const message = { messageId: 'm', role: 'ROLE_USER', parts: [{ text: 'hi' }] }
    expect((await gateway.call(nameOf(MANY - 1), 'SendMessage', { message })).error).toBeUndefined()
    ui = await openAdminUi(chromium ?? '', gateway.url)
    page = ui.page
  }, 60_000)
  afterAll(async () => {
    await ui?.[Symbol.asyncDispose]()
    await gateway?.[Symbol.asyncDispose]()
  })

  const link = (index: number) => page.getByRole('link', { name: nameOf(index), exact: true })

  test('are loaded as one scrolls, and only those in sight are drawn', { timeout: 90_000 }, async () => {
    await ui.signIn(ADMIN_KEY, '/agents')
    await link(0).waitFor()
    expect(await link(MANY - 1).count()).toBe(0)
    await expect
      .poll(
        async () => {
          await page.evaluate('window.scrollTo(0, document.documentElement.scrollHeight)')
          return link(MANY - 1).count()
        },
        { timeout: 60_000 },
      )
      .toBe(1)
    expect(await page.getByRole('row').count()).toBeLessThan(100)
    await page.evaluate('window.scrollTo(0, 0)')
    await link(0).waitFor()
  })

  test('are sorted by their figures over all of them, those without calls by name behind', {
    timeout: 60_000,
  }, async () => {
    await eventually(
      () => gateway.json('/v1/usage?interval=total&group_by=agent'),
      ({ groups }) => groups?.length === 1,
    )
    await ui.open('/agents?sort=calls')
    await link(MANY - 1).waitFor()
    const names = await page.getByRole('row').getByRole('link').allTextContents()
    expect(names.slice(0, 3)).toEqual([nameOf(MANY - 1), nameOf(0), nameOf(1)])
  })

  test('are filtered over all of them', { timeout: 60_000 }, async () => {
    await page.getByLabel('Filter agents').fill('T-0444')
    await link(444).waitFor()
    await expect.poll(() => page.getByRole('row').count()).toBe(2)
    expect(ui.faults()).toEqual([])
  })
})
