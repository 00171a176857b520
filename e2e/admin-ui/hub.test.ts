import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { type AdminUi, findChromium, openAdminUi } from '../support/admin-ui.ts'
import { type TestGateway, testGateway } from '../support/test-gateway.ts'

const chromium = await findChromium()
const NOWHERE = 'http://127.0.0.1:9/secret-place'

const skill = (id: string, description: string, tags: readonly string[], examples: readonly string[] = []) => ({
  id,
  name: id,
  description,
  tags,
  examples,
})

let gateway: TestGateway
let key: string
beforeAll(async () => {
  gateway = await testGateway({
    config: {
      agents: [
        {
          name: 'archive',
          public: true,
          upstreams: [{ url: NOWHERE }],
          card: {
            name: 'Archive',
            description: 'Keeps old papers.',
            provider: { organization: 'Acme', url: 'https://acme.example' },
            skills: [skill('find', 'Finds a paper.', ['papers'], ['Find the deed of 1912.'])],
          },
        },
        {
          name: 'invoices',
          upstreams: [{ url: NOWHERE }],
          card: {
            name: 'Invoices',
            description: 'Reads invoices.',
            skills: [skill('extract', 'Extracts totals.', ['papers', 'money'])],
          },
        },
        { name: 'payroll', upstreams: [{ url: NOWHERE }], card: { description: 'Pays people.' } },
      ],
    },
  })
  // Keys of nobody do not sign in.
  key = (await gateway.json('/user/new', { body: { object_permission: { agents: ['invoices'] } } })).key
})
afterAll(() => gateway?.[Symbol.asyncDispose]())

describe.skipIf(chromium === undefined)('in Chromium (there is none on this machine where this is skipped)', () => {
  let ui: AdminUi
  let page: AdminUi['page']
  const agents = () => page.getByRole('list', { name: 'Agents' }).getByRole('heading').allTextContents()
  beforeAll(async () => {
    ui = await openAdminUi(chromium ?? '', gateway.url)
    page = ui.page
  }, 60_000)
  afterAll(() => ui?.[Symbol.asyncDispose]())

  test('anyone sees what is public, and how it is called', { timeout: 60_000 }, async () => {
    await page.goto(`${gateway.url}/hub`)
    await page.getByRole('link', { name: 'Archive' }).waitFor()
    expect(await agents()).toEqual(['Archive'])
    await ui.accessible()
    await ui.narrow()
    await page.getByRole('link', { name: 'Archive' }).click()
    await page.getByRole('heading', { name: 'How to call it' }).waitFor()
    expect(new URL(page.url()).pathname).toBe('/hub/archive')
    await page.getByText('Needs a key').waitFor()
    await page.getByText(`${gateway.url}/a2a/archive`, { exact: true }).waitFor()
    expect(await page.getByRole('tabpanel').textContent()).toContain('Find the deed of 1912.')
    await page.getByRole('tab', { name: 'Python' }).click()
    await page.getByText('a2a-sdk').first().waitFor()
    await ui.accessible()
    await ui.narrow()
    expect(await page.content()).not.toContain('secret-place')
  })

  test('what is not public is not there for anyone', { timeout: 60_000 }, async () => {
    await page.goto(`${gateway.url}/hub/invoices`)
    await page.getByText('There is no such agent in the hub.').waitFor()
    await ui.accessible()
  })

  test('whoever signs in also sees what they may call', { timeout: 60_000 }, async () => {
    await page.getByRole('link', { name: 'Sign in' }).click()
    await page.getByLabel('Key', { exact: true }).fill(key)
    await page.keyboard.press('Enter')
    await page.getByRole('link', { name: 'Invoices' }).waitFor()
    expect(await agents()).toEqual(['Archive', 'Invoices'])
    expect(await page.getByText('You may call it').count()).toBe(1)
    await page.getByRole('link', { name: 'Archive' }).click()
    await page.getByText('You may not call it yet').waitFor()
    await page.getByRole('button', { name: 'Copy a request to send' }).waitFor()
    await ui.accessible()
  })

  test('words and tags narrow it, and stay in the address', { timeout: 60_000 }, async () => {
    await page.goto(`${gateway.url}/hub`)
    await page.getByLabel('Search agents and skills').fill('totals')
    await expect.poll(agents).toEqual(['Invoices'])
    await expect.poll(() => new URL(page.url()).search).toBe('?q=totals')
    await page.reload()
    await page.getByRole('link', { name: 'Invoices' }).waitFor()
    expect(await agents()).toEqual(['Invoices'])
    await page.getByLabel('Search agents and skills').fill('nothing like that')
    await page.getByText('No agent fits.').waitFor()
    await ui.accessible()
    await page.getByRole('button', { name: 'Show all' }).click()
    await expect.poll(agents).toEqual(['Archive', 'Invoices'])
    await page.getByRole('button', { name: 'money' }).click()
    await expect.poll(agents).toEqual(['Invoices'])
    await expect.poll(() => new URL(page.url()).search).toBe('?tag=money')
    await page.getByRole('button', { name: 'Do not ask for money' }).click()
    await expect.poll(agents).toEqual(['Archive', 'Invoices'])
  })

  test('nothing went wrong on the way', () => {
    expect(ui.faults()).toEqual([])
  })
})
