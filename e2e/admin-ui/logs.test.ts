import { readFile } from 'node:fs/promises'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { type AdminUi, findChromium, openAdminUi } from '../support/admin-ui.ts'
import { type RelayGateway, relayGateway } from '../support/relay-agents.ts'
import { ADMIN_KEY } from '../support/test-gateway.ts'

const chromium = await findChromium()

let relay: RelayGateway
beforeAll(async () => {
  relay = await relayGateway({ first: 'headers', second: 'headers', third: 'headers' }, { cost: { perCall: 0.1 } })
})
afterAll(() => relay?.[Symbol.asyncDispose]())

describe.skipIf(chromium === undefined)('in Chromium (there is none on this machine where this is skipped)', () => {
  let ui: AdminUi
  let page: AdminUi['page']
  const rows = () => page.getByRole('table', { name: 'Calls' }).getByRole('row')
  const drawer = () => page.getByRole('dialog').first()
  beforeAll(async () => {
    expect(await relay.send('first', 'second third')).toBe('first second third end')
    expect(await relay.send('nobody', 'x')).toContain('AGENT_NOT_FOUND')
    ui = await openAdminUi(chromium ?? '', relay.gateway.url)
    page = ui.page
    await ui.signIn(ADMIN_KEY, '/logs')
  }, 60_000)
  afterAll(() => ui?.[Symbol.asyncDispose]())

  test('calls are narrowed by whatever is known of them, in the address', { timeout: 60_000 }, async () => {
    await expect.poll(() => rows().count()).toBe(5)
    await page.getByLabel('Filter by').selectOption('error_code')
    await page.getByLabel('Error code').fill('AGENT_NOT_FOUND')
    await page.getByRole('button', { name: 'Filter', exact: true }).click()
    await expect.poll(() => rows().count()).toBe(2)
    expect(new URL(page.url()).search).toContain('error_code=AGENT_NOT_FOUND')
    await ui.accessible()
    await ui.narrow()
    await page.reload()
    await expect.poll(() => rows().count()).toBe(2)
    await page.getByRole('list', { name: 'Filters' }).getByRole('button').click()
    await expect.poll(() => rows().count()).toBe(5)
  })

  test('what fits is saved as a file', { timeout: 60_000 }, async () => {
    await ui.open('/logs?agent=second')
    await expect.poll(() => rows().count()).toBe(2)
    await page.getByRole('button', { name: 'Export' }).click()
    const saving = page.waitForEvent('download')
    await page.getByRole('menuitem', { name: 'As JSONL, with content' }).click()
    const lines = (await readFile(await (await saving).path(), 'utf8')).trim().split('\n')
    expect(lines).toHaveLength(1)
    expect(JSON.parse(lines[0] ?? '')).toMatchObject({ agentName: 'second' })
  })

  test('a call leads to all of its conversation, each below the one that caused it', { timeout: 60_000 }, async () => {
    await ui.open('/logs?agent=first')
    await rows().nth(1).getByRole('link').click()
    await drawer().getByRole('figure', { name: 'Time line' }).waitFor()
    await ui.accessible()
    await drawer()
      .getByRole('link', { name: /All calls of this/ })
      .last()
      .click()
    const tree = page.getByRole('list', { name: 'Calls' })
    await expect.poll(() => tree.getByRole('link').allTextContents()).toEqual(['first', 'second', 'third'])
    // Each with what it caused: three, two, and one call of ten cents.
    expect(await tree.getByTitle('With all that it caused').allTextContents()).toEqual(['$0.30', '$0.20', '$0.10'])
    await ui.accessible()
    await ui.narrow()
    await tree.getByRole('link', { name: 'third' }).click()
    await drawer().getByText('third end').first().waitFor()
  })

  test('a call is sent once more, and the answers are compared', { timeout: 60_000 }, async () => {
    await drawer().getByRole('button', { name: 'Send once more…' }).click()
    const replaying = page.getByRole('dialog', { name: 'Send it once more' })
    await ui.accessible()
    await replaying.getByRole('button', { name: 'Send once more' }).click()
    await replaying.getByText('It says the same, but for ids and times.').waitFor()
    await ui.accessible()
    const agent = replaying.getByRole('combobox', { name: 'Agent' })
    await agent.fill('second')
    await page.getByRole('option', { name: 'second' }).click()
    await replaying.getByRole('button', { name: 'Send once more' }).click()
    await replaying.getByText('It says something else.').waitFor()
    await replaying.getByText('Difference (JSON Patch)').waitFor()
    const { logs } = await relay.gateway.json('/v1/logs?kind=replay')
    expect(logs).toHaveLength(2)
  })

  test('nothing went wrong on the way', () => {
    expect(ui.faults()).toEqual([])
  })
})
