import { createCallContext } from '@gateway/core'
import { expect, it } from 'vitest'
import { connected, events, send, textOf, turnOf } from './foundry-runner.fixture.ts'
import { answer, completed, item, said } from './service.fixture.ts'

it('sends to a prompt agent in a conversation that the service made, and goes on in it', async () => {
  await using world = await connected((request) => answer(`You said: ${said(request)}`), { version: '3' })
  const { agent, service } = world
  const facts: unknown[] = []
  const context = createCallContext({ observe: (fact) => facts.push(fact) })
  const first = await agent.sendMessage(send('hello', 'talk'), context)
  expect(first.task?.status.state).toBe('TASK_STATE_COMPLETED')
  expect(textOf(first.task)).toBe('You said: hello')
  await agent.sendMessage(send('again', 'talk'), context)
  const [one, two] = service.begun()
  expect(one?.body).toMatchObject({
    conversation: 'conv_1',
    agent_reference: { name: 'my-agent', version: '3', type: 'agent_reference' },
    stream: true,
  })
  expect(two?.body.conversation).toBe('conv_1')
  expect(service.requests.filter(({ path }) => path.endsWith('/conversations'))).toHaveLength(1)
  expect(facts).toContainEqual({
    type: 'usage',
    usage: { inputTokens: 7, outputTokens: 5, totalTokens: 12, model: 'gpt-x' },
  })
})

it('streams piece by piece', async () => {
  await using world = await connected(() => answer('abcdefghi'))
  const pieces: (string | undefined)[] = []
  for await (const { artifactUpdate } of world.agent.streamMessage(send('hi'), createCallContext()))
    if (artifactUpdate) pieces.push(artifactUpdate.artifact.parts[0]?.text)
  expect(pieces).toEqual(['abc', 'def', 'ghi', ''])
})

it('sends files and data as what Foundry knows', async () => {
  await using world = await connected(() => answer('ok'))
  await world.agent.sendMessage(
    send([
      { text: 'look' },
      { raw: 'AA==', mediaType: 'image/png' },
      { url: 'https://x.example/a.jpg', mediaType: 'image/jpeg' },
      { raw: 'AA==', mediaType: 'application/pdf', filename: 'a.pdf' },
      { url: 'https://x.example/b.pdf', mediaType: 'application/pdf' },
      { data: { a: 1 } },
    ]),
    createCallContext(),
  )
  expect(world.service.begun()[0]?.body.input).toEqual([
    {
      type: 'message',
      role: 'user',
      content: [
        { type: 'input_text', text: 'look' },
        { type: 'input_image', detail: 'auto', image_url: 'data:image/png;base64,AA==' },
        { type: 'input_image', detail: 'auto', image_url: 'https://x.example/a.jpg' },
        { type: 'input_file', filename: 'a.pdf', file_data: 'data:application/pdf;base64,AA==' },
        { type: 'input_file', file_url: 'https://x.example/b.pdf' },
        { type: 'input_text', text: '{"a":1}' },
      ],
    },
  ])
})

it('gives out citations, files of the container and images', async () => {
  await using world = await connected({
    files: { cfile_1: 'a,b\n1,2\n' },
    async *agent() {
      const text = 'See the table.'
      yield { type: 'response.output_text.delta', item_id: 'msg_1', content_index: 0, delta: text }
      const annotations = [
        { type: 'url_citation', url: 'https://x.example/', title: 'X', start_index: 0, end_index: 3 },
        { type: 'container_file_citation', container_id: 'cntr_1', file_id: 'cfile_1', filename: '/mnt/data/t.csv' },
        { type: 'container_file_citation', container_id: 'cntr_1', file_id: 'gone', filename: 'gone.csv' },
      ]
      yield item({ type: 'message', id: 'msg_1', content: [{ type: 'output_text', text, annotations }] })
      yield item({ type: 'image_generation_call', id: 'ig_1', result: 'iVBORw==' })
      yield completed()
    },
  })
  const { task } = await world.agent.sendMessage(send('table'), createCallContext())
  expect(task?.status.state).toBe('TASK_STATE_COMPLETED')
  expect(task?.artifacts).toEqual([
    {
      artifactId: 'msg_1',
      parts: [{ text: 'See the table.' }],
      metadata: { citations: [{ type: 'url_citation', url: 'https://x.example/', title: 'X' }] },
    },
    {
      artifactId: 'cfile_1',
      name: 't.csv',
      parts: [{ raw: btoa('a,b\n1,2\n'), filename: 't.csv', mediaType: 'text/csv' }],
    },
    { artifactId: 'ig_1', parts: [{ raw: 'iVBORw==', mediaType: 'image/png', filename: 'ig_1.png' }] },
  ])
})

it('asks for an approval and takes yes and no', async () => {
  await using world = await connected(async function* (request) {
    const [first] = Array.isArray(request.body.input) ? request.body.input : []
    if (JSON.stringify(first).includes('mcp_approval_response')) {
      yield* answer(JSON.stringify(first))
      return
    }
    yield item({
      type: 'mcp_approval_request',
      id: 'mcpr_1',
      name: 'delete',
      arguments: '{"id":7}',
      server_label: 'crm',
    })
    yield completed()
  })
  const { runner } = world.agent
  const asked = await events(runner?.run(turnOf('delete it'), createCallContext()))
  const question = asked.at(-1)
  expect(question).toMatchObject({
    type: 'input-required',
    parts: [
      { text: expect.stringContaining("'delete' of 'crm'") },
      {
        data: { questions: [{ id: 'mcpr_1', kind: 'approval', name: 'delete', arguments: { id: 7 }, server: 'crm' }] },
      },
    ],
  })
  const resume = question?.type === 'input-required' ? question.resume : null
  const session = { conversation: 'conv_1' }
  for (const [text, approve] of [
    ['yes', true],
    ['no way', false],
  ] as const) {
    const told = await events(runner?.run(turnOf(text, { resume, session }), createCallContext()))
    expect(told.at(-1)).toEqual({ type: 'done' })
    expect(world.service.begun().at(-1)?.body).toMatchObject({
      conversation: 'conv_1',
      input: [{ type: 'mcp_approval_response', approval_request_id: 'mcpr_1', approve }],
    })
  }
})

it('asks for the results of several functions, and again where one is missing', async () => {
  await using world = await connected(async function* (request) {
    if (JSON.stringify(request.body.input).includes('function_call_output')) {
      yield* answer('thanks')
      return
    }
    for (const name of ['weather', 'time']) {
      yield item({
        type: 'function_call',
        id: `fc_${name}`,
        call_id: `call_${name}`,
        name,
        arguments: '{"city":"Bern"}',
      })
    }
    yield completed()
  })
  const { runner } = world.agent
  const question = (await events(runner?.run(turnOf('go'), createCallContext()))).at(-1)
  if (question?.type !== 'input-required') throw new Error('no question')
  const { resume } = question
  const session = { conversation: 'conv_1' }
  const before = world.service.begun().length
  const again = await events(runner?.run(turnOf('sunny', { resume, session }), createCallContext()))
  expect(again.at(-1)).toMatchObject({ type: 'input-required', resume })
  expect(world.service.begun()).toHaveLength(before)
  const message = { ...turnOf('').message, parts: [{ data: { call_weather: { sky: 'blue' }, call_time: 'noon' } }] }
  const told = await events(runner?.run({ ...turnOf(''), message, resume, session }, createCallContext()))
  expect(told.at(-1)).toEqual({ type: 'done' })
  expect(world.service.begun().at(-1)?.body.input).toEqual([
    { type: 'function_call_output', call_id: 'call_weather', output: '{"sky":"blue"}' },
    { type: 'function_call_output', call_id: 'call_time', output: 'noon' },
  ])
})

it.each([
  ['https://login.example/consent', 'auth-required'],
  ['http://login.example/consent', 'failed'],
  ['javascript:alert(1)', 'failed'],
])('asks for a consent at %s: %s', async (consent_link, type) => {
  await using world = await connected(async function* () {
    yield item({ type: 'oauth_consent_request', id: 'oc_1', consent_link })
    yield completed()
  })
  const last = (await events(world.agent.runner?.run(turnOf('hi'), createCallContext()))).at(-1)
  expect(last?.type).toBe(type)
  expect(JSON.stringify(last).includes(consent_link)).toBe(type === 'auth-required')
})

it.each([
  [
    { type: 'response.failed', response: { id: 'r', error: { code: 'server_error', message: 'SECRET' } } },
    'TASK_STATE_FAILED',
    'server_error',
  ],
  [
    { type: 'response.incomplete', response: { id: 'r', incomplete_details: { reason: 'content_filter' } } },
    'TASK_STATE_REJECTED',
    'content filter',
  ],
  [{ type: 'error', code: 'rate_limit_exceeded', message: 'SECRET' }, 'TASK_STATE_FAILED', 'rate_limit_exceeded'],
  [{ type: 'error', code: 'SECRET sentence', message: 'SECRET' }, 'TASK_STATE_FAILED', ''],
])('ends with %o as %s', async (last, state, words) => {
  await using world = await connected(async function* () {
    yield { type: 'response.output_text.delta', item_id: 'm', content_index: 0, delta: 'half' }
    yield last
  })
  const { task } = await world.agent.sendMessage(send('hi'), createCallContext())
  expect(task?.status.state).toBe(state)
  expect(task?.status.message?.parts[0]?.text).toContain(words)
  expect(JSON.stringify(task)).not.toContain('SECRET')
  expect(world.service.begun()).toHaveLength(1)
})

it('completes what a limit of tokens cut off, and says so', async () => {
  await using world = await connected(async function* () {
    yield { type: 'response.output_text.delta', item_id: 'm', content_index: 0, delta: 'half' }
    yield { type: 'response.incomplete', response: { id: 'r', incomplete_details: { reason: 'max_output_tokens' } } }
  })
  const { task } = await world.agent.sendMessage(send('hi'), createCallContext())
  expect(task).toMatchObject({
    status: { state: 'TASK_STATE_COMPLETED' },
    metadata: { incomplete: 'max_output_tokens' },
  })
})

it('lets one response of a conversation run at a time', async () => {
  await using world = await connected(async function* (request) {
    await new Promise((resolve) => setTimeout(resolve, 30))
    yield* answer(said(request))
  })
  const context = createCallContext()
  const tasks = await Promise.all(['a', 'b', 'c'].map((text) => world.agent.sendMessage(send(text, 'talk'), context)))
  expect(tasks.map(({ task }) => task?.status.state)).toEqual(Array(3).fill('TASK_STATE_COMPLETED'))
})
