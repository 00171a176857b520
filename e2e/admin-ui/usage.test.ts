import { readFile } from 'node:fs/promises'
import type { Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { type AdminUi, findChromium, openAdminUi } from '../support/admin-ui.ts'
import { ADMIN_KEY, cardFound, eventually, type TestGateway, testGateway } from '../support/test-gateway.ts'
import { card10, task10, type WildAgent, wildAgent } from '../support/wild-agent.ts'
import type { Wire } from '../support/wire.ts'

const chromium = await findChromium()
/** Besides `dear` and `cheap`: with them more than a chart has colours for. */
const FURTHER = Array.from({ length: 9 }, (_, index) => `agent-${index}`)
const TIMEOUT = { timeout: 90_000 }

let agent: WildAgent
let gateway: TestGateway
beforeAll(async () => {
  agent = await wildAgent((call) => {
    if (call.text === 'fail') return call.response.writeHead(500).end()
    const task = task10(crypto.randomUUID(), 'TASK_STATE_COMPLETED', call.params.message?.contextId ?? 'c')
    return call.result({ task: { ...task, metadata: { usage: { prompt_tokens: 100, completion_tokens: 10 } } } })
  }, card10)
  const upstreams = [{ url: `${agent.url}/` }]
  const agents = [
    { name: 'dear', upstreams, cost: { perCall: 0.5 } },
    { name: 'cheap', upstreams, cost: { perCall: 0.25 } },
    ...FURTHER.map((name) => ({ name, upstreams, cost: { perCall: 0.01 } })),
  ]
  gateway = await testGateway({ config: { agents } })
  await Promise.all(agents.map(({ name }) => cardFound(gateway, name)))
}, 60_000)
afterAll(async () => {
  await gateway?.[Symbol.asyncDispose]()
  await agent?.[Symbol.asyncDispose]()
})

const say = (name: string, key: string, text = 'hi') =>
  gateway.call(
    name,
    'SendMessage',
    { message: { messageId: crypto.randomUUID(), role: 'ROLE_USER', parts: [{ text }] } },
    { key, headers: { 'a2a-version': '1.0' } },
  )

/** The cells of a row of the table, by what its first begins with. */
const cells = async (page: Page, name: string): Promise<readonly string[]> => {
  const row = page
    .getByRole('table')
    .getByRole('row')
    .filter({ has: page.getByText(name, { exact: true }) })
  return (await row.getByRole('cell').allTextContents()).map((text) => text.trim())
}

const usageOf = (query: string): Promise<Wire> => gateway.json(`/v1/usage?interval=hour&${query}`)

describe.skipIf(chromium === undefined)('in Chromium (there is none on this machine where this is skipped)', () => {
  let ui: AdminUi
  let page: Page
  let person: Wire
  beforeAll(async () => {
    ui = await openAdminUi(chromium ?? '', gateway.url)
    page = ui.page
  }, 60_000)
  afterAll(() => ui?.[Symbol.asyncDispose]())

  /** The screen shows the answer to what is chosen. */
  const shown = () => page.locator('[aria-busy=false]').getByRole('table').waitFor()

  test('without a call it says so', TIMEOUT, async () => {
    await ui.signIn(ADMIN_KEY, '/usage')
    await page.getByRole('heading', { name: 'No agent was called in this time.' }).waitFor()
    await ui.accessible()
    await ui.narrow()
  })

  test('the figures are those of the calls that were made', TIMEOUT, async () => {
    const blue = await gateway.key('all', { team_id: 'blue', key_alias: 'blue-key' })
    person = await gateway.json('/user/new', {
      body: { user_email: 'ada@example.com', object_permission: { agents: 'all' } },
    })
    for (let call = 0; call < 3; call += 1) await say('dear', blue)
    for (let call = 0; call < 2; call += 1) await say('cheap', person.key)
    await say('cheap', blue, 'fail')
    for (const name of FURTHER) await say(name, blue)
    const made = 3 + 3 + FURTHER.length
    await eventually(
      () => usageOf('group_by=agent'),
      ({ totals }) => totals.calls === made,
    )
    const { totals } = await usageOf('group_by=agent')
    expect(totals).toMatchObject({ calls: made, errors: 1 })

    await ui.open('/usage')
    await shown()
    const [, calls, errors, , , tokens, cost] = await cells(page, 'All')
    expect({ calls, errors, tokens, cost }).toEqual({
      calls: String(made),
      errors: '1',
      tokens: totals.total_tokens.toLocaleString('en'),
      cost: `$${totals.cost.toFixed(2)}`,
    })
    const [, dearCalls, , , , dearTokens, dearCost] = await cells(page, 'dear')
    expect({ dearCalls, dearTokens, dearCost }).toEqual({ dearCalls: '3', dearTokens: '330', dearCost: '$1.50' })
    await page
      .getByRole('definition')
      .filter({ hasText: `$${totals.cost.toFixed(2)}` })
      .waitFor()
    await ui.accessible()
  })

  test('more series than colours become one, which is named', TIMEOUT, async () => {
    await page.getByRole('tab', { name: 'Calls' }).click()
    await page.getByRole('toolbar', { name: 'Calls by agent' }).waitFor()
    await page.getByRole('figure').getByText('4 others').waitFor()
    expect(new URL(page.url()).searchParams.get('measure')).toBe('calls')
    await ui.accessible()
  })

  test('the chart is read with the arrow keys, and leads to the calls', TIMEOUT, async () => {
    const chart = page.getByRole('toolbar', { name: 'Calls by agent' })
    await page.getByRole('tab', { name: 'Calls' }).focus()
    // The panel of the tab, then the chart.
    await expect
      .poll(async () => {
        await page.keyboard.press('Tab')
        return chart.getByRole('button').evaluateAll((all) => all.some((one) => one.matches(':focus')))
      })
      .toBe(true)
    await page.keyboard.press('End')
    const focused = chart.locator('button:focus')
    // The hour may have changed since the calls were made.
    for (let step = 0; step < 23 && (await focused.getAttribute('aria-label'))?.includes(': 0 calls'); step += 1) {
      await page.keyboard.press('ArrowLeft')
    }
    const label = (await focused.getAttribute('aria-label')) ?? ''
    const [, told] = /: (\d+) calls?; /.exec(label) ?? []
    expect(label).toMatch(/, \d\d:00 to \d\d:00: \d+ calls?; .*\d more$/)
    await page.getByRole('figure').getByText(`${told} calls`, { exact: true }).waitFor()
    await page.keyboard.press('Enter')
    await page.getByRole('heading', { name: 'Logs' }).waitFor()
    await expect.poll(() => page.getByRole('table').getAttribute('aria-rowcount')).toBe(String(Number(told) + 1))
    await ui.accessible()
    await page.goBack()
    await shown()
  })

  test('a piece of a bar leads to the calls of its agent', TIMEOUT, async () => {
    await page.getByRole('tab', { name: 'Cost' }).click()
    const bars = page.getByRole('toolbar', { name: 'Cost by agent' }).getByRole('button', { name: /; dear \$/ })
    const { height = 0, width = 0 } = (await bars.last().boundingBox()) ?? {}
    // The agent that cost the most is at the bottom.
    await bars.last().click({ position: { x: width / 2, y: height - 4 } })
    await page.getByRole('heading', { name: 'Logs' }).waitFor()
    expect(new URL(page.url()).searchParams.get('agent')).toBe('dear')
    await page.getByRole('table').waitFor()
    await page.goBack()
    await shown()
  })

  test('a row leads to the calls of it', TIMEOUT, async () => {
    await page.getByRole('table').getByRole('link', { name: 'dear' }).click()
    await page.getByRole('heading', { name: 'Logs' }).waitFor()
    await expect.poll(() => page.getByRole('table').getAttribute('aria-rowcount')).toBe('4')
    await page.goBack()
    await shown()
  })

  test.each([
    ['team', 'blue', 3 + 1 + FURTHER.length],
    ['key', 'blue-key', 3 + 1 + FURTHER.length],
    ['status', 'Failed', 1],
    ['upstream', 'No upstream', 0],
  ])('by %s, what is chosen is in the address', TIMEOUT, async (by, name, calls) => {
    await page.getByLabel('Group').selectOption(by)
    await page.getByRole('table', { name: new RegExp(by === 'status' ? 'outcome' : by) }).waitFor()
    expect(new URL(page.url()).searchParams.get('by')).toBe(by)
    const { groups } = await usageOf(`group_by=${by}`)
    // The head and the sum.
    await expect.poll(() => page.getByRole('table').getAttribute('aria-rowcount')).toBe(String(groups.length + 2))
    if (calls > 0) expect((await cells(page, name))[1]).toBe(String(calls))
    await page.reload()
    await page.getByRole('table', { name: new RegExp(by === 'status' ? 'outcome' : by) }).waitFor()
  })

  test('errors and latencies have charts, too', TIMEOUT, async () => {
    await page.getByRole('tab', { name: 'Errors' }).click()
    await page.getByRole('toolbar', { name: 'Errors by upstream' }).waitFor()
    await page.getByRole('tab', { name: 'Latency' }).click()
    const latency = page.getByRole('toolbar', { name: 'Latency' })
    await latency.waitFor()
    const { series } = await usageOf('latency=true')
    const told = latency.getByRole('button', { name: /p50 \(half of the calls\) .*, p95/ })
    await expect.poll(() => told.count()).toBe(series.length)
    await ui.accessible()
    await page.getByRole('tab', { name: 'Tokens' }).click()
    await page.getByRole('toolbar', { name: 'Tokens by upstream' }).waitFor()
  })

  test('any time can be chosen, an hour of one bar, too', TIMEOUT, async () => {
    const { series } = await usageOf('')
    const hour = Date.parse(series[0].date)
    const minute = (time: number) => `${new Date(time).toISOString().slice(0, 16)}Z`
    await ui.open(`/usage?measure=calls&from=${minute(hour)}&to=${minute(hour + 3_600_000)}`)
    await shown()
    await expect.poll(() => page.getByRole('toolbar').getByRole('button').count()).toBe(1)
    expect((await cells(page, 'All'))[1]).toBe(String(series[0].calls))
    await page.getByLabel('From', { exact: true }).waitFor()
    await ui.accessible()
    await page.getByLabel('Time', { exact: true }).selectOption('7d')
    await expect.poll(() => page.getByRole('toolbar').getByRole('button').count()).toBe(7)
    expect(new URL(page.url()).searchParams.get('range')).toBe('7d')
  })

  test('it is saved as a table and as JSON', TIMEOUT, async () => {
    await ui.open('/usage')
    await shown()
    const { groups, totals } = await usageOf('group_by=agent&limit=200')
    const save = async (format: 'CSV' | 'JSON') => {
      const download = page.waitForEvent('download')
      await page.getByRole('button', { name: 'Export' }).click()
      await page.getByRole('menuitem', { name: format }).click()
      const file = await download
      expect(file.suggestedFilename()).toMatch(/^usage-\d{4}.*\.(?:csv|json)$/)
      return readFile(await file.path(), 'utf8')
    }
    const [head = '', ...lines] = (await save('CSV')).trim().split(/\r?\n/)
    const at = head.split(',').indexOf('calls')
    expect(lines.reduce((sum, line) => sum + Number(line.split(',')[at]), 0)).toBe(totals.calls)
    const saved = JSON.parse(await save('JSON'))
    expect(saved.totals.calls).toBe(totals.calls)
    expect(saved.groups).toHaveLength(groups.length)
  })

  test('an answer that does not come is told of, and asked for again', TIMEOUT, async () => {
    const answers = /\/v1\/usage\?/
    const error = { code: 'INTERNAL', message: 'The sums are not to be had.' }
    await page.route(answers, (route) => route.fulfill({ status: 500, json: { error } }))
    await ui.open('/usage')
    await page.getByRole('alert').getByText(error.message).waitFor()
    await ui.accessible()
    await page.unroute(answers)
    await page.getByRole('button', { name: 'Try again' }).click()
    await shown()
  })

  test('it has room from 360 pixels on', TIMEOUT, async () => {
    await ui.narrow()
    await page.setViewportSize({ width: 360, height: 740 })
    // Also where rows are left out below: names can be read.
    const name = page.getByRole('columnheader', { name: 'Agent' })
    await expect.poll(async () => (await name.boundingBox())?.width).toBeGreaterThan(120)
    await page.setViewportSize({ width: 1280, height: 800 })
  })

  test('people see what is theirs', TIMEOUT, async () => {
    await using theirs = await openAdminUi(chromium ?? '', gateway.url)
    await theirs.signIn(person.key, '/usage')
    await theirs.page.getByRole('table').waitFor()
    await theirs.page.getByText(/, your own$/).waitFor()
    expect((await cells(theirs.page, 'All'))[1]).toBe('2')
    expect(theirs.faults()).toEqual([])
  })

  test('nothing went wrong on the way', () => {
    // The answer that the test took away.
    expect(ui.faults(/500 .*\/v1\/usage/)).toEqual([])
  })
})
