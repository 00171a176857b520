import { mkdtemp, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { type AdminUi, findChromium, openAdminUi } from '../support/admin-ui.ts'
import { type TalkingAgent, talkingAgent } from '../support/talking-agent.ts'
import { ADMIN_KEY, cardFound, type TestGateway, testGateway } from '../support/test-gateway.ts'

const chromium = await findChromium()
const SLOW = { timeout: 120_000 }

describe.skipIf(chromium === undefined)('in Chromium (there is none on this machine where this is skipped)', () => {
  let agent: TalkingAgent
  let gateway: TestGateway
  let ui: AdminUi
  let page: AdminUi['page']
  beforeAll(async () => {
    agent = await talkingAgent()
    const skills = [{ id: 's', name: 'Say', description: 'Says things.', examples: ['Tell me about otters'] }]
    gateway = await testGateway({
      config: {
        agents: [
          { name: 'talker', upstreams: [{ url: `${agent.url}/` }], card: { skills } },
          { name: 'demo', upstreams: [{ adapter: 'hello' }] },
          { name: 'away', upstreams: [{ url: 'http://127.0.0.1:9/' }] },
        ],
      },
    })
    await cardFound(gateway, 'talker')
    ui = await openAdminUi(chromium ?? '', gateway.url)
    page = ui.page
    await ui.signIn(ADMIN_KEY, '/playground')
  }, 60_000)
  afterAll(async () => {
    await ui?.[Symbol.asyncDispose]()
    await gateway?.[Symbol.asyncDispose]()
    await agent?.[Symbol.asyncDispose]()
  })

  const log = () => page.getByRole('log', { name: 'Messages' })
  const frames = () => page.getByRole('list', { name: 'Frames' })
  const conversations = () => page.getByRole('navigation', { name: 'Conversations' })
  const say = async (text: string) => {
    await page.getByLabel('Message', { exact: true }).fill(text)
    await page.getByRole('button', { name: 'Send', exact: true }).click()
  }
  const ended = (word: string) => page.getByRole('status').getByText(word).waitFor()
  const begin = async (agentName: string, version = '1.0') => {
    await ui.open(`/playground?agent=${agentName}${version === '0.3' ? '&version=0.3' : ''}`)
    await page.getByRole('heading', { name: `Say something to ${agentName}` }).waitFor()
  }

  test('an agent is chosen, and its card says what to say', SLOW, async () => {
    await ui.open('/playground')
    await page.getByRole('heading', { name: 'Choose an agent to talk to' }).waitFor()
    await ui.accessible()
    await page.getByRole('main').getByRole('link', { name: 'talker' }).click()
    await page.getByRole('button', { name: 'Tell me about otters' }).click()
    expect(await page.getByLabel('Message', { exact: true }).inputValue()).toBe('Tell me about otters')
    await ui.accessible()
    await page.getByRole('combobox', { name: 'Agent' }).fill('dem')
    await page.getByRole('option', { name: 'demo' }).click()
    await page.getByRole('heading', { name: 'Say something to demo' }).waitFor()
    expect(page.url()).toContain('agent=demo')
  })

  test('the way to an agent is found by its name', SLOW, async () => {
    await page.keyboard.press('Control+k')
    await page.getByRole('combobox', { name: 'Screen or agent' }).fill('talk to ta')
    await page.getByRole('option', { name: 'Talk to talker' }).waitFor()
    await page.keyboard.press('Enter')
    await page.getByRole('heading', { name: 'Say something to talker' }).waitFor()
  })

  test.each(['1.0', '0.3'])('an answer in %s comes word by word, with its frames beside it', SLOW, async (version) => {
    await begin('demo', version)
    await say('good morning')
    await log().getByText('Hello! You said: good morning').waitFor()
    await ended('Completed')
    await expect.poll(() => page.url()).toMatch(/task=/)
    const sent = frames().getByText(version === '1.0' ? 'SendStreamingMessage' : 'message/stream')
    await sent.click()
    const json = frames().getByText(version === '1.0' ? '"ROLE_USER"' : '"kind": "message"')
    await json.waitFor()
    await frames()
      .getByText(version === '1.0' ? 'artifactUpdate' : 'artifact-update')
      .first()
      .waitFor()
    await frames()
      .getByText(version === '1.0' ? 'statusUpdate · completed' : 'status-update · completed')
      .waitFor()
    await ui.accessible()
    await ui.narrow()
  })

  test('the code beside it says the same in the same version', SLOW, async () => {
    await page.getByRole('tab', { name: 'As code' }).click()
    await page.getByText(/message\/stream.*good morning/).waitFor()
    await ui.accessible()
    expect(page.url()).toContain('panel=code')
  })

  test('a stream goes on after a reload, with nothing twice and nothing lost', SLOW, async () => {
    await begin('talker')
    await say('hold')
    await log().getByText('one two', { exact: true }).waitFor()
    await expect.poll(() => page.url()).toMatch(/task=/)
    await page.reload()
    await log().getByText('one two', { exact: true }).waitFor()
    await log().getByText('is being made').waitFor()
    await frames().getByText('SubscribeToTask').first().waitFor()
    agent.release()
    await log().getByText('one two three four', { exact: true }).waitFor()
    await ended('Completed')
    expect(await log().getByText('hold', { exact: true }).count()).toBe(1)
  })

  test('files come to be seen and saved, and go up', SLOW, async () => {
    await begin('talker')
    await say('files')
    await log().getByRole('img', { name: 'pixel.png' }).waitFor()
    await expect.poll(() => page.evaluate("document.querySelector('[role=log] img').naturalWidth")).toBe(1)
    const link = log().getByRole('link', { name: 'Open more.pdf in a new tab' })
    expect(await link.getAttribute('href')).toBe('https://example.com/more.pdf')
    await log().getByText('"pages": 12').waitFor()
    const waiting = page.waitForEvent('download')
    await log().getByRole('button', { name: 'Download report.txt' }).click()
    const download = await waiting
    expect(download.suggestedFilename()).toBe('report.txt')
    expect(await readFile(await download.path(), 'utf8')).toBe('the whole report')
    await ended('Completed')
    await ui.accessible()

    const notes = { name: 'notes.txt', mimeType: 'text/plain', buffer: Buffer.from('twelve bytes') }
    await page.locator('input[type=file]').setInputFiles(notes)
    await page.getByRole('button', { name: 'Remove notes.txt' }).waitFor()
    await page.getByRole('button', { name: 'Add data' }).click()
    await page.getByLabel('Data as JSON').fill('{"a": [1]}')
    await ui.accessible()
    await say('look')
    await log().getByText('You said "look", notes.txt of 12 bytes, {"a":[1]}.').waitFor()
    await ended('Completed')

    const large = { name: 'large.bin', mimeType: 'application/octet-stream', buffer: Buffer.alloc(7_600_000) }
    await page.locator('input[type=file]').setInputFiles(large)
    await page.getByRole('alert').getByText('7.5 MB at most').waitFor()
  })

  test('a question is answered by the form that it asks for', SLOW, async () => {
    await begin('talker')
    await say('form')
    const form = page.getByRole('form', { name: 'Answer' })
    await form.waitFor()
    await ui.accessible()
    await ui.narrow()
    await form.getByRole('button', { name: 'Answer' }).click()
    await form.getByText('The agent needs this.').waitFor()
    await form.getByLabel('City').fill('Ghent')
    await form.getByLabel('Floors').fill('3')
    await form.getByLabel('Colour').selectOption({ label: 'blue' })
    await form.getByRole('button', { name: 'Answer' }).click()
    await log().getByText('You said {"city":"Ghent","floors":3,"express":false,"colour":"blue"}.').waitFor()
    await ended('Completed')
  })

  test('access that an agent needs is told of, and the task goes on', SLOW, async () => {
    await begin('talker')
    await say('access')
    await page.getByText('The agent needs access to something.').waitFor()
    await ui.accessible()
    await say('done')
    await log().getByText('You said "done".').waitFor()
    await ended('Completed')
  })

  test('a question in words is answered in words, in 0.3, too', SLOW, async () => {
    await begin('demo', '0.3')
    await say('ask')
    await page.getByText('Your next message is the answer.').waitFor()
    await say('Ada')
    await log().getByText('Hello, Ada!').waitFor()
    await ended('Completed')
  })

  test('in 0.3 files go up and tasks are canceled, too', SLOW, async () => {
    await begin('talker', '0.3')
    const notes = { name: 'notes.txt', mimeType: 'text/plain', buffer: Buffer.from('twelve bytes') }
    await page.locator('input[type=file]').setInputFiles(notes)
    await page.getByRole('button', { name: 'Remove notes.txt' }).waitFor()
    await page.getByRole('button', { name: 'Add data' }).click()
    await page.getByLabel('Data as JSON').fill('[1]')
    await say('look')
    await page.getByRole('alert').getByText('begin it with {').waitFor()
    await page.getByLabel('Data as JSON').fill('{"a": 1}')
    await page.getByRole('button', { name: 'Send', exact: true }).click()
    await log().getByText('You said "look", notes.txt of 12 bytes, {"a":1}.').waitFor()
    await frames().getByText('message/stream').click()
    await frames().getByText('"mimeType": "text/plain"').waitFor()
    await ended('Completed')
    await say('forever')
    await ended('Working')
    await page.getByRole('button', { name: 'Cancel' }).click()
    await ended('Canceled')
    await frames().getByText('tasks/cancel').waitFor()
  })

  test('what was sent comes back into an empty field', SLOW, async () => {
    await begin('demo')
    await say('good morning')
    await ended('Completed')
    const field = page.getByLabel('Message', { exact: true })
    await expect.poll(() => field.inputValue()).toBe('')
    await page.getByRole('heading', { name: 'Playground' }).focus()
    await page.keyboard.press('/')
    await page.keyboard.press('ArrowUp')
    expect(await field.inputValue()).toBe('good morning')
    await field.fill('')
    await log().getByText('good morning', { exact: true }).waitFor()
  })

  test('a task is canceled, also while it waits', SLOW, async () => {
    await begin('talker')
    await say('forever')
    await ended('Working')
    await page.getByRole('button', { name: 'Cancel' }).click()
    await ended('Canceled')
    await frames().getByText('CancelTask').waitFor()
    await say('form')
    await page.getByRole('form', { name: 'Answer' }).waitFor()
    await page.getByRole('button', { name: 'Cancel' }).click()
    await ended('Canceled')
    await page.getByRole('form', { name: 'Answer' }).waitFor({ state: 'detached' })
  })

  test('conversations are listed, opened again, and begun anew by one click', SLOW, async () => {
    await begin('talker')
    await conversations()
      .getByRole('link', { name: /^files/ })
      .click()
    await log().getByText('You said "look", notes.txt of 12 bytes, {"a":[1]}.').waitFor()
    await log().getByRole('button', { name: 'Download report.txt' }).waitFor()
    await ui.accessible()
    await say('once more')
    await log().getByText('You said "once more".').waitFor()
    await conversations().getByRole('button', { name: 'New conversation' }).click()
    await page.getByRole('heading', { name: 'Say something to talker' }).waitFor()
    await expect.poll(() => page.url()).not.toMatch(/task=/)
    await page.goBack()
    await log().getByText('You said "once more".').waitFor()
  })

  test('an agent may answer without a task, and fail one', SLOW, async () => {
    await begin('talker')
    await say('plain')
    await log().getByText('No task.').waitFor()
    await say('refuse')
    await log().getByText('I cannot do that.').waitFor()
    await ended('Failed')
    expect(await log().getByText('No task.').count()).toBe(1)
  })

  test('who may call one agent talks to that one, until their key is blocked', SLOW, async () => {
    await gateway.json('/user/new', { body: { user_id: 'ada', auto_create_key: false } })
    const key = await gateway.key(['demo'], { user_id: 'ada' })
    await using other = await openAdminUi(chromium ?? '', gateway.url)
    await other.signIn(key, '/playground?agent=talker')
    await other.page.getByText('There is no agent talker that you may call.').waitFor()
    await other.accessible()
    await other.open('/playground')
    await other.page.getByRole('heading', { name: 'Say something to demo' }).waitFor()
    await other.page.getByLabel('Message', { exact: true }).fill('hi')
    await other.page.keyboard.press('Enter')
    await other.page.getByRole('log').getByText('Hello! You said: hi').waitFor()
    await other.page.getByRole('status').getByText('Completed').waitFor()
    await gateway.request('/key/block', { body: { key } })
    await expect
      .poll(async () => (await gateway.request('/a2a/demo', { key, body: {} })).status, { timeout: 10_000 })
      .toBe(401)
    await other.page.getByLabel('Message', { exact: true }).fill('still there?')
    await other.page.keyboard.press('Enter')
    await other.page.getByRole('heading', { name: 'Sign in to the gateway' }).waitFor()
    await other.page.getByText('Your session has ended.').waitFor()
    expect(other.faults()).toEqual([])
  })

  test('an agent that is down is told of; what was said stays, and is sent again', SLOW, async () => {
    await begin('away')
    await say('are you there?')
    await page
      .getByRole('alert')
      .getByText(/127\.0\.0\.1:9|refused|reach/)
      .waitFor()
    await log().getByText('are you there?').waitFor()
    await ui.accessible()
    await ui.narrow()
    await log().getByRole('button', { name: 'Send again' }).click()
    await expect.poll(() => frames().getByText('SendStreamingMessage').count()).toBe(2)
    await page.getByRole('alert').waitFor()
    expect(await log().getByText('are you there?').count()).toBe(1)
  })

  test('a gateway that does not answer is told of, and the stream goes on when it does', SLOW, async () => {
    await begin('demo')
    await say('count to 12')
    await log()
      .getByText(/^1 2 3/)
      .waitFor()
    await page.route('**/a2a/demo', (route) => route.abort())
    await page.reload()
    await page.getByRole('alert').getByText('The gateway does not answer.').waitFor()
    await page.unroute('**/a2a/demo')
    await page.getByRole('alert').getByRole('button', { name: 'Try again' }).click()
    await log().getByText('1 2 3 4 5 6 7 8 9 10 11 12').waitFor()
    await ended('Completed')
  })

  test('a stream goes on when the gateway has been away, with nothing twice and nothing lost', {
    timeout: 120_000,
  }, async () => {
    await using stack = new AsyncDisposableStack()
    const folder = await mkdtemp(join(tmpdir(), 'playground-'))
    stack.defer(() => rm(folder, { recursive: true, force: true }))
    const config = { agents: [{ name: 'demo', upstreams: [{ adapter: 'hello' }] }] }
    const variables = { RUN_LEASE_SECONDS: '1' }
    const first = await testGateway({ config, folder, variables })
    const other = stack.use(await openAdminUi(chromium ?? '', first.url))
    await other.signIn(ADMIN_KEY, '/playground')
    await other.page.getByLabel('Message', { exact: true }).fill('count to 30')
    await other.page.keyboard.press('Enter')
    await other.page
      .getByRole('log')
      .getByText(/^1 2 3/)
      .waitFor()
    await first.stop()
    await other.page.getByText('The connection broke. Trying again').waitFor()
    const { port } = new URL(first.url)
    stack.use(await testGateway({ config, folder, variables: { ...variables, PORT: port } }))
    const numbers = Array.from({ length: 30 }, (_, index) => index + 1).join(' ')
    await other.page.getByRole('log').getByText(numbers, { exact: true }).waitFor({ timeout: 45_000 })
    await other.page.getByRole('status').getByText('Completed').waitFor()
  })

  test('leaving the screen ends what is open', SLOW, async () => {
    await begin('talker')
    await say('forever')
    await ended('Working')
    const over = page.waitForEvent('requestfailed', (request) => request.url().endsWith('/a2a/talker'))
    await page.getByRole('link', { name: 'Logs' }).click()
    await over
    await page.goBack()
    await ended('Working')
    await page.getByRole('button', { name: 'Cancel' }).click()
    await ended('Canceled')
  })

  test('nothing went wrong on the way, but what was to', () => {
    expect(ui.faults(/\/a2a\/(?:away|demo|talker)$/)).toEqual([])
  })
})
