import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { type AdminUi, findChromium, openAdminUi } from '../support/admin-ui.ts'
import type { TestServer } from '../support/agent-script.ts'
import { sdkAgent } from '../support/sdk-agent.ts'
import { ADMIN_KEY, cardFound, eventually, type TestGateway, testGateway } from '../support/test-gateway.ts'

const chromium = await findChromium()
const AWAY = 'http://127.0.0.1:1'
const TIMEOUT = { timeout: 90_000 }

let agent: TestServer
let gateway: TestGateway
beforeAll(async () => {
  agent = await sdkAgent()
  gateway = await testGateway({
    config: { agents: [{ name: 'from-file', upstreams: [{ adapter: 'hello' }] }] },
  })
  const health = { consecutiveFailures: 1, cooldownSeconds: 600, longestCooldownSeconds: 600, panicBelow: 0 }
  const upstreams = [
    { name: 'near', url: agent.url },
    { name: 'far', url: AWAY },
  ]
  const body = { name: 'both', upstreams, routing: { strategy: 'round-robin', health } }
  expect((await gateway.request('/v1/agents', { body })).status).toBe(200)
  await cardFound(gateway, 'from-file')
  await cardFound(gateway, 'both')
  // Until the upstream that is down is taken out.
  await eventually(
    async () => {
      const message = { messageId: crypto.randomUUID(), role: 'ROLE_USER', parts: [{ text: 'hi' }] }
      await gateway.call('both', 'SendMessage', { message })
      return gateway.json('/v1/agents/both')
    },
    (view) => view.health?.state === 'degraded',
  )
})
afterAll(async () => {
  await gateway?.[Symbol.asyncDispose]()
  await agent?.[Symbol.asyncDispose]()
})

describe.skipIf(chromium === undefined)(
  'agents in Chromium (there is none on this machine where this is skipped)',
  () => {
    let ui: AdminUi
    let page: AdminUi['page']
    beforeAll(async () => {
      ui = await openAdminUi(chromium ?? '', gateway.url)
      page = ui.page
      await ui.signIn(ADMIN_KEY, '/agents')
    }, 60_000)
    afterAll(() => ui?.[Symbol.asyncDispose]())

    const row = (name: string) => page.getByRole('row').filter({ has: page.getByRole('link', { name, exact: true }) })
    const dialog = () => page.getByRole('dialog')
    const tab = (name: string) => page.getByRole('tab', { name, exact: true })
    const action = async (name: string) => {
      await page.getByRole('button', { name: /^Actions for (?!upstream)/ }).click()
      await page.getByRole('menuitem', { name, exact: true }).click()
    }

    test('the list says how each stands and why, and what it did today', TIMEOUT, async () => {
      await row('both').getByText('Degraded').filter({ visible: true }).first().waitFor()
      await row('both').getByText('1 of 2 upstreams is down').filter({ visible: true }).first().waitFor()
      await row('from-file').getByText('Healthy').filter({ visible: true }).first().waitFor()
      await expect.poll(() => row('both').textContent()).toMatch(/\n?\d+\s/)
      await page.getByText('2 agents').waitFor()
      await page.getByText('1 degraded').waitFor()
      await ui.accessible()
      await ui.narrow()
    })

    test('filters and the order are in the address, and hold after a reload', TIMEOUT, async () => {
      await page.getByLabel('Health').selectOption('degraded')
      await row('from-file').waitFor({ state: 'detached' })
      expect(page.url()).toContain('health=degraded')
      await page.getByLabel('Filter agents').fill('nothing-of-this')
      await page.getByText('No agent fits the filter.').waitFor()
      await page.getByRole('button', { name: 'Show all' }).click()
      await row('from-file').waitFor()
      await page.getByLabel('Provider').selectOption('hello')
      await row('both').waitFor({ state: 'detached' })
      await page.reload()
      await row('from-file').waitFor()
      expect(await row('both').count()).toBe(0)
      await page.getByLabel('Provider').selectOption('')
      await page.getByRole('button', { name: 'Calls' }).click()
      await expect.poll(() => page.getByRole('row').nth(1).textContent()).toContain('both')
      await page.getByRole('columnheader', { name: 'Calls' }).and(page.locator('[aria-sort=descending]')).waitFor()
      await page.getByRole('button', { name: /^Name/ }).click()
      await page.getByRole('button', { name: /^Name/ }).click()
      await expect.poll(() => page.getByRole('row').nth(1).textContent()).toContain('from-file')
      expect(page.url()).toContain('sort=-name')
    })

    test('an address that is refused and one where nobody answers are told of at the field', TIMEOUT, async () => {
      await ui.open('/agents')
      await page.getByRole('button', { name: 'Add agent' }).click()
      const url = dialog().getByLabel('URL')
      await url.fill('http://169.254.169.254/')
      await page.keyboard.press('Enter')
      await dialog()
        .getByText(/link-local or cloud metadata address/)
        .first()
        .waitFor()
      expect(await url.getAttribute('aria-invalid')).toBe('true')
      await ui.accessible()
      await url.fill(AWAY)
      await page.keyboard.press('Enter')
      await dialog()
        .getByText(/refused the connection/)
        .first()
        .waitFor()
      expect(await url.getAttribute('aria-invalid')).toBe('true')
      await dialog().getByRole('button', { name: 'Add all the same' }).waitFor()
      await ui.accessible()
    })

    test('an agent is added by its address, tried, and granted', TIMEOUT, async () => {
      await gateway.json('/v1/access_group', { body: { access_group_name: 'crew', access_agent_ids: [] } })
      await ui.open('/agents?add=true')
      await dialog().getByLabel('URL').fill(agent.url)
      await dialog().getByRole('button', { name: 'Find agent' }).click()
      await dialog().getByRole('region', { name: 'Found' }).getByText('Script', { exact: true }).waitFor()
      expect(await dialog().getByLabel('Name', { exact: true }).inputValue()).toBe('script')
      await dialog().getByText('Test message').click()
      await dialog().getByLabel('Message').fill('hello there')
      await dialog().getByRole('button', { name: 'Send a test message' }).click()
      await dialog().getByRole('region', { name: 'Answer' }).waitFor()
      await dialog()
        .getByText(/^Who may call it/)
        .click()
      await dialog().getByLabel('Access group crew').check()
      await dialog().getByText('Limits', { exact: true }).click()
      await dialog().getByLabel('Parallel (optional)').fill('3')
      await ui.accessible()
      await ui.narrow()
      await dialog().getByLabel('Name', { exact: true }).fill('from-file')
      await dialog().getByRole('button', { name: 'Add agent' }).click()
      await expect.poll(() => dialog().getByLabel('Name', { exact: true }).getAttribute('aria-invalid')).toBe('true')
      await dialog().getByLabel('Name', { exact: true }).fill('helper')
      await dialog().getByRole('button', { name: 'Add agent' }).click()
      await page.getByRole('heading', { name: 'helper', exact: true }).waitFor()
      await page.getByRole('heading', { name: 'helper is added. Call it:' }).waitFor()
      await ui.accessible()
      const { agent_id: id, limits } = await gateway.json('/v1/agents/helper')
      expect(limits).toEqual({ parallel: 3 })
      const [group] = await gateway.json('/v1/access_group')
      expect(group.access_agent_ids).toEqual([id])
      await page.getByRole('button', { name: 'Done' }).click()
      await page.getByRole('heading', { name: 'helper is added. Call it:' }).waitFor({ state: 'detached' })
    })

    test('the form of a provider is drawn from its own settings', TIMEOUT, async () => {
      await ui.open('/agents?add=true')
      await dialog().getByText('LangGraph', { exact: true }).click()
      expect(await dialog().getByLabel('API key (optional)').getAttribute('type')).toBe('password')
      await dialog().getByRole('button', { name: 'Find agent' }).click()
      await dialog().getByText('Is required.').filter({ visible: true }).first().waitFor()
      expect(await dialog().getByText('Is required.').count()).toBe(2)
      await dialog().getByText('Headers', { exact: true }).click()
      await dialog().getByRole('button', { name: 'Add to headers' }).click()
      expect(await dialog().getByLabel('Value 1', { exact: true }).getAttribute('type')).toBe('password')
      await ui.accessible()
      await dialog().getByText('Amazon Bedrock AgentCore', { exact: true }).click()
      await dialog().getByText('Credentials', { exact: true }).click()
      await dialog().getByLabel('Type').selectOption('oauth2-client-credentials')
      expect(await dialog().getByLabel('Client secret', { exact: true }).getAttribute('type')).toBe('password')
      await ui.accessible()
      await dialog().getByText('Demo', { exact: true }).click()
      await dialog().getByRole('button', { name: 'Find agent' }).click()
      await dialog().getByLabel('Name', { exact: true }).fill('demo')
      await dialog().getByRole('button', { name: 'Add agent' }).click()
      await page.getByRole('heading', { name: 'demo', exact: true }).waitFor()
    })

    test('an agent shows its upstreams, and what can be done with each', TIMEOUT, async () => {
      await ui.open('/agents')
      await page.getByRole('link', { name: 'both', exact: true }).click()
      const upstream = (name: string) => page.getByRole('row').filter({ has: page.getByText(name, { exact: true }) })
      await upstream('far').getByText('Down').filter({ visible: true }).first().waitFor()
      await upstream('far').getByText(/since/).filter({ visible: true }).first().waitFor()
      await upstream('near').getByText('Healthy').filter({ visible: true }).first().waitFor()
      await ui.accessible()
      await ui.narrow()
      await page.getByRole('button', { name: 'Actions for upstream near' }).click()
      await page.getByRole('menuitem', { name: /^Drain/ }).click()
      await upstream('near').getByText('Draining').filter({ visible: true }).first().waitFor()
      await page.getByRole('button', { name: 'Actions for upstream near' }).click()
      await page.getByRole('menuitem', { name: 'Take new conversations again' }).click()
      await upstream('near').getByText('Healthy').filter({ visible: true }).first().waitFor()
      await page.getByRole('button', { name: 'Actions for upstream near' }).click()
      await page.getByRole('menuitem', { name: 'Set weight' }).click()
      await dialog().getByLabel('Weight').fill('heavy')
      await dialog().getByText('A weight is a number').waitFor()
      await ui.accessible()
      await dialog().getByLabel('Weight').fill('7')
      await dialog().getByRole('button', { name: 'Set weight' }).click()
      await dialog().waitFor({ state: 'detached' })
      await upstream('near').getByText('7', { exact: true }).waitFor()
      await page.getByRole('button', { name: 'Actions for upstream far' }).click()
      await page.getByRole('menuitem', { name: 'Test' }).click()
      await dialog().getByRole('button', { name: 'Test' }).click()
      await dialog()
        .getByText(/refused the connection/)
        .first()
        .waitFor()
      await ui.accessible()
      await page.keyboard.press('Escape')
      await dialog().waitFor({ state: 'detached' })
    })

    test('its card is shown beside that of its upstream', TIMEOUT, async () => {
      await gateway.request('/v1/agents/helper', { method: 'PATCH', body: { card: { description: 'Ours.' } } })
      await ui.open('/agents/helper?tab=card')
      await page.getByText(/members? served otherwise/).waitFor()
      const differing = page.getByRole('row').filter({ hasText: 'differs' })
      await differing.getByText('Ours.').waitFor()
      await page.getByRole('button', { name: 'Read again' }).click()
      await page.getByRole('button', { name: 'Read again' }).waitFor()
      await ui.accessible()
      await ui.narrow()
    })

    test('who may call it is told with the reason, and its calls are listed', TIMEOUT, async () => {
      const [group] = await gateway.json('/v1/access_group')
      const permission = { agents: [], agent_access_groups: [group.access_group_id] }
      const { key } = await gateway.json('/key/generate', {
        body: { key_alias: 'robot', object_permission: permission },
      })
      await page.getByRole('tab', { name: 'Access' }).click()
      const robot = page.getByRole('listitem').filter({ hasText: 'robot' })
      await robot.getByText("granted the access group 'crew'").waitFor()
      await ui.accessible()
      await ui.narrow()
      await tab('Calls').click()
      await page.getByText('It has not been called yet.').waitFor()
      const message = { messageId: 'from-the-test', role: 'ROLE_USER', parts: [{ text: 'hi' }] }
      await gateway.call('helper', 'SendMessage', { message }, { key })
      await page.getByRole('row').filter({ hasText: 'OK' }).filter({ visible: true }).first().waitFor()
      await ui.accessible()
      await page.getByRole('link', { name: 'All calls of helper' }).waitFor()
    })

    test('settings are edited, and what is wrong is told of at its field', TIMEOUT, async () => {
      await ui.open('/agents/helper?tab=settings')
      await page.getByText('Upstream upstream-1').click()
      await page.getByLabel('URL').fill('nonsense')
      await page.getByRole('button', { name: 'Save' }).click()
      await page
        .getByText(/is not a URL/i)
        .first()
        .waitFor()
      expect(await page.getByLabel('URL').getAttribute('aria-invalid')).toBe('true')
      await ui.accessible()
      await page.getByRole('button', { name: 'Undo changes' }).click()
      await page.getByLabel('Description (optional)').first().fill('Helps.')
      await page.getByRole('button', { name: 'Save' }).click()
      await page.getByText('Saved.').waitFor()
      expect((await gateway.json('/v1/agents/helper')).description).toBe('Helps.')
      await ui.narrow()
    })

    test("somebody else's change is told of, compared, and not written over unseen", TIMEOUT, async () => {
      await page.getByLabel('Description (optional)').first().fill('Mine.')
      await gateway.request('/v1/agents/helper', { method: 'PATCH', body: { description: 'Theirs.' } })
      await page.getByRole('button', { name: 'Save' }).click()
      await page.getByText('Somebody else has changed this agent').waitFor()
      await page.getByRole('list', { name: 'What they changed' }).getByText('Theirs.').waitFor()
      await ui.accessible()
      expect((await gateway.json('/v1/agents/helper')).description).toBe('Theirs.')
      await page.getByRole('button', { name: 'Take theirs' }).click()
      await expect.poll(() => page.getByLabel('Description (optional)').first().inputValue()).toBe('Theirs.')
      await page.getByLabel('Description (optional)').first().fill('Mine.')
      await gateway.request('/v1/agents/helper', { method: 'PATCH', body: { description: 'Theirs again.' } })
      await page.getByRole('button', { name: 'Save' }).click()
      await page.getByRole('button', { name: 'Save mine over it' }).click()
      await page.getByText('Saved.').waitFor()
      expect((await gateway.json('/v1/agents/helper')).description).toBe('Mine.')
    })

    test('limits, prices and budgets are set where what is spent is shown', TIMEOUT, async () => {
      await page.getByRole('tab', { name: 'Limits and cost' }).click()
      await page.getByText('Budget', { exact: true }).click()
      await page.getByLabel('Max budget (optional)').first().fill('12.5')
      await page.getByLabel('Duration (optional)').first().fill('30d')
      await page.getByRole('button', { name: 'Save' }).click()
      await page.getByText('Saved.').waitFor()
      await page.getByText(/of \$12\.50/).waitFor()
      await ui.accessible()
      await ui.narrow()
    })

    test('an agent is stopped with its reason and started again', TIMEOUT, async () => {
      await action('Stop')
      await dialog()
        .getByText(/\d+ keys? can call it/)
        .waitFor()
      await dialog()
        .getByText(/0 calls are running/)
        .waitFor()
      await ui.accessible()
      await dialog().getByLabel('Reason (optional)').fill('It is being moved.')
      await dialog().getByRole('button', { name: 'Stop agent' }).click()
      await dialog().waitFor({ state: 'detached' })
      await page.getByText('It is being moved.').filter({ visible: true }).first().waitFor()
      expect((await gateway.json('/v1/agents/helper')).stopped.reason).toBe('It is being moved.')
      await action('Start')
      await page.getByText('Healthy').filter({ visible: true }).first().waitFor()
    })

    test('an agent is cloned, and deleted by its name', TIMEOUT, async () => {
      await action('Clone')
      await expect.poll(() => dialog().getByLabel('URL').inputValue()).toBe(agent.url)
      await dialog().getByRole('button', { name: 'Find agent' }).click()
      expect(await dialog().getByLabel('Name', { exact: true }).inputValue()).toBe('helper-copy')
      await dialog().getByRole('button', { name: 'Add agent' }).click()
      await page.getByRole('heading', { name: 'helper-copy', exact: true }).waitFor()
      expect((await gateway.json('/v1/agents/helper-copy')).description).toBe('Mine.')
      await action('Delete')
      await dialog()
        .getByText(/\d+ keys? can call it/)
        .waitFor()
      await ui.accessible()
      const remove = dialog().getByRole('button', { name: 'Delete agent' })
      expect(await remove.isDisabled()).toBe(true)
      await dialog().getByLabel('Type helper-copy to delete it').fill('helper-copy')
      await remove.click()
      await page.getByRole('heading', { name: 'Agents', exact: true }).waitFor()
      await row('helper').waitFor()
      expect((await gateway.request('/v1/agents/helper-copy')).status).toBe(404)
      await expect.poll(() => row('helper-copy').count()).toBe(0)
    })

    test('an agent of the file says where it is changed, and cannot be edited here', TIMEOUT, async () => {
      await page.getByRole('link', { name: 'from-file', exact: true }).click()
      await page.getByText('It stands in gateway.yaml').waitFor()
      await page.getByRole('button', { name: /^Actions for from-file/ }).click()
      await page.getByRole('menuitem', { name: 'Clone' }).waitFor()
      expect(await page.getByRole('menuitem', { name: 'Delete' }).count()).toBe(0)
      expect(await page.getByRole('menuitem', { name: 'Edit' }).count()).toBe(0)
      await page.keyboard.press('Escape')
      await tab('Settings').click()
      await page.getByText('As it is registered').waitFor()
      expect(await page.getByRole('button', { name: 'Save' }).count()).toBe(0)
    })

    test('an agent that is not there is said to be none', TIMEOUT, async () => {
      await ui.open('/agents/nobody')
      await page.getByText('There is no agent nobody.').waitFor()
      await ui.accessible()
    })

    test('nothing went wrong on the way', () => {
      expect(ui.faults(/ 40[049]| 412|\(Bad Request\)|\(Not Found\)|\(Conflict\)|\(Precondition Failed\)/)).toEqual([])
    })

    test('who only calls is shown no more than that', TIMEOUT, async () => {
      const { user_id } = await gateway.json('/user/new', {
        body: { user_id: 'caller', object_permission: { agents: 'all' }, auto_create_key: false },
      })
      const key = await gateway.key(['helper'], { user_id })
      await using viewer = await openAdminUi(chromium ?? '', gateway.url)
      await viewer.signIn(key, '/agents')
      await viewer.page.getByRole('link', { name: 'helper', exact: true }).waitFor()
      expect(await viewer.page.getByRole('row').count()).toBe(2)
      expect(await viewer.page.getByRole('button', { name: 'Add agent' }).count()).toBe(0)
      expect(await viewer.page.getByLabel('Health').count()).toBe(0)
      await viewer.accessible()
      await viewer.page.getByRole('link', { name: 'helper', exact: true }).click()
      await viewer.page.getByRole('tab', { name: 'Card' }).waitFor()
      expect(await viewer.page.getByRole('tab').allTextContents()).toEqual(['Card', 'Calls'])
      await viewer.page.getByRole('button', { name: /^Actions/ }).click()
      await viewer.page.getByRole('menuitem', { name: 'Try it in the playground' }).waitFor()
      expect(await viewer.page.getByRole('menuitem').count()).toBe(1)
      await viewer.page.keyboard.press('Escape')
      await viewer.accessible()
      expect(viewer.faults()).toEqual([])
    })
  },
)
