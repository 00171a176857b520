import { expect, it } from 'vitest'
import { FoundryService } from './foundry-service.fixture.ts'
import { says } from './scripted-answer.fixture.ts'
import {
  eventsOf,
  resumeOf,
  runContext,
  runnerAt,
  runTurn,
  sessionOf,
  textsOf,
  turnOf,
  typesOf,
  waitFor,
} from './turn.fixture.ts'

it('sends a message in a conversation that the service makes, and streams the text', async () => {
  await using service = await FoundryService.start(() => says('Hel', 'lo'))
  const turn = turnOf('Hi!')
  const events = await eventsOf(runnerAt(service, { version: '3' }).run(turn, runContext()))
  expect(typesOf(events)).toEqual(['session', 'started', 'text', 'text', 'artifact-end', 'usage', 'done'])
  expect(textsOf(events)).toEqual(['Hello'])
  expect(sessionOf(events)).toEqual({ conversationId: 'conv_1' })
  expect(events[1]).toEqual({
    type: 'started',
    ref: { responseId: 'resp_2', conversationId: 'conv_1', background: false },
  })
  expect(events[5]).toEqual({
    type: 'usage',
    usage: { inputTokens: 11, outputTokens: 5, totalTokens: 16, model: 'gpt-5.1' },
  })
  expect(service.begun).toEqual([
    {
      agent_reference: { type: 'agent_reference', name: 'planner', version: '3' },
      conversation: 'conv_1',
      input: [{ type: 'message', role: 'user', content: [{ type: 'input_text', text: 'Hi!' }] }],
      metadata: { a2a_task_id: turn.taskId },
      stream: true,
    },
  ])
})

it('goes on in its conversation, and makes one for each', async () => {
  await using service = await FoundryService.start(() => says('yes'))
  const runner = runnerAt(service)
  const first = await runTurn(runner, 'one')
  const second = await runTurn(runner, 'two', { session: sessionOf(first) })
  await runTurn(runner, 'three')
  expect(service.begun.map(({ conversation }) => conversation)).toEqual(['conv_1', 'conv_1', 'conv_4'])
  expect(typesOf(second)).not.toContain('session')
})

it('lets turns of one conversation wait for each other, as the service refuses a second one', async () => {
  const first = Promise.withResolvers<void>()
  await using service = await FoundryService.start((_body, round) => ({
    output: [{ text: ['said'], ...(round === 2 ? { after: first.promise } : {}) }],
  }))
  const runner = runnerAt(service)
  const options = { sessionId: 'session-1', session: sessionOf(await runTurn(runner, 'zero')) }
  const turns = [runTurn(runner, 'one', options), runTurn(runner, 'two', options)]
  await waitFor(() => service.begun.length === 2)
  first.resolve()
  expect((await Promise.all(turns)).map((events) => events.at(-1)?.type)).toEqual(['done', 'done'])
})

it('sends text, data, images and files', async () => {
  await using service = await FoundryService.start(() => says('seen'))
  await runTurn(runnerAt(service), [
    { text: 'Look' },
    { data: { a: 1 } },
    { raw: 'AA==', mediaType: 'image/png' },
    { url: 'https://example.com/cat.png', mediaType: 'image/png' },
    { raw: 'AA==', mediaType: 'application/pdf', filename: 'a.pdf' },
    { url: 'https://example.com/b.pdf', mediaType: 'application/pdf' },
  ])
  expect(service.begun[0]?.input).toEqual([
    {
      type: 'message',
      role: 'user',
      content: [
        { type: 'input_text', text: 'Look' },
        { type: 'input_text', text: '{"a":1}' },
        { type: 'input_image', image_url: 'data:image/png;base64,AA==', detail: 'auto' },
        { type: 'input_image', image_url: 'https://example.com/cat.png', detail: 'auto' },
        { type: 'input_file', filename: 'a.pdf', file_data: 'data:application/pdf;base64,AA==' },
        { type: 'input_file', file_url: 'https://example.com/b.pdf' },
      ],
    },
  ])
})

it('refuses a file that the service cannot fetch, before anything is sent', async () => {
  await using service = await FoundryService.start(() => says('never'))
  const events = await runTurn(runnerAt(service), [{ url: 'file:///etc/passwd', mediaType: 'text/plain' }])
  expect(events).toMatchObject([
    { type: 'failed', error: { code: 'CONTENT_TYPE_NOT_SUPPORTED', field: 'message.parts[0].url' } },
  ])
  expect(service.requests).toEqual([])
})

it('gives out citations, files of the container and images', async () => {
  const annotations = [
    { type: 'url_citation', url: 'https://example.com/x', title: 'X', start_index: 0, end_index: 3 },
    { type: 'url_citation', url: 'javascript:alert(1)', title: 'not a page' },
    { type: 'file_citation', file_id: 'file_9', filename: 'rules.pdf', index: 2 },
    { type: 'container_file_citation', container_id: 'cntr_1', file_id: 'cfile_1', filename: 'sales.csv' },
    { type: 'container_file_citation', container_id: '../../evil', file_id: 'cfile_2', filename: 'no.csv' },
    { type: 'container_file_citation', container_id: 'cntr_1', file_id: 'cfile_gone', filename: 'gone.csv' },
  ]
  await using service = await FoundryService.start(() => ({
    output: [
      {
        item: {
          type: 'image_generation_call',
          id: 'ig_1',
          status: 'completed',
          result: 'iVBORw==',
          output_format: 'webp',
        },
      },
      { text: ['See it'], annotations },
    ],
  }))
  service.addFile('containers/cntr_1/files/cfile_1/content', 'application/octet-stream', 'a,b\n1,2\n')
  const events = await runTurn(runnerAt(service), 'Draw')
  expect(events.filter(({ type }) => type === 'part' || type === 'artifact-end')).toMatchObject([
    { artifactId: 'ig_1', last: true, part: { raw: 'iVBORw==', mediaType: 'image/webp', filename: 'ig_1.webp' } },
    {
      type: 'artifact-end',
      metadata: {
        citations: [
          { type: 'url', url: 'https://example.com/x', title: 'X', start: 0, end: 3 },
          { type: 'file', fileId: 'file_9', filename: 'rules.pdf' },
        ],
      },
    },
    {
      artifactId: 'cfile_1',
      name: 'sales.csv',
      part: { raw: Buffer.from('a,b\n1,2\n').toString('base64'), mediaType: 'text/csv', filename: 'sales.csv' },
    },
    {
      artifactId: 'cfile_gone',
      part: {
        data: {
          file: { fileId: 'cfile_gone', containerId: 'cntr_1', filename: 'gone.csv' },
          error: expect.any(String),
        },
      },
    },
  ])
  expect(events.at(-1)).toEqual({ type: 'done' })
  expect(JSON.stringify(events)).not.toMatch(/evil|javascript|LEAK/)
})

it('tells of a file that is larger than the limits allow in its place', async () => {
  const annotations = [{ type: 'file_path', file_id: 'file_1', filename: 'big.bin' }]
  await using service = await FoundryService.start(() => ({ output: [{ text: ['See it'], annotations }] }))
  service.addFile('files/file_1/content', 'application/octet-stream', 'x'.repeat(20_000))
  const events = await runTurn(runnerAt(service, { limits: { eventBytes: 10_000 } }), 'Draw')
  expect(events.filter(({ type }) => type === 'part')).toMatchObject([
    { part: { data: { file: { fileId: 'file_1', filename: 'big.bin' }, error: expect.stringContaining('10000') } } },
  ])
  expect(events.at(-1)).toEqual({ type: 'done' })
})

it('leaves files where they are when the settings say so', async () => {
  const annotations = [
    { type: 'container_file_citation', container_id: 'cntr_1', file_id: 'cfile_1', filename: 'a.csv' },
  ]
  await using service = await FoundryService.start(() => ({ output: [{ text: ['See it'], annotations }] }))
  const events = await runTurn(runnerAt(service, { files: false }), 'Draw')
  expect(events.filter(({ type }) => type === 'part')).toEqual([])
  expect(service.requests.filter(({ method }) => method === 'GET')).toEqual([])
  expect(events.at(-1)).toEqual({ type: 'done' })
})

it('reads answers of servers that tell only of what is whole', async () => {
  await using service = await FoundryService.start(() => ({ ...says('Hello'), terse: true }))
  const events = await runTurn(runnerAt(service), 'Hi')
  expect(textsOf(events)).toEqual(['Hello'])
  expect(events.at(-1)).toEqual({ type: 'done' })
})

it('tells a refusal of the model as its answer', async () => {
  await using service = await FoundryService.start(() => ({ output: [{ refusal: 'I cannot help.' }] }))
  const events = await runTurn(runnerAt(service), 'Hi')
  expect(textsOf(events)).toEqual(['I cannot help.'])
  expect(events).toContainEqual(expect.objectContaining({ type: 'artifact-end', metadata: { refusal: true } }))
  expect(events.at(-1)).toEqual({ type: 'done' })
})

it('calls a hosted agent at its own endpoint, each response going on from the one before in its sandbox', async () => {
  await using service = await FoundryService.start(() => says('Hello'))
  const runner = runnerAt(service, { agent: 'container', hosted: true })
  const first = await runTurn(runner, 'one')
  expect(sessionOf(first)).toEqual({ previousResponseId: 'caresp_1', agentSessionId: 'sandbox-1' })
  await runTurn(runner, 'two', { session: sessionOf(first) })
  expect(service.requests.map(({ path }) => path)).toEqual(
    Array(2).fill('/api/projects/p1/agents/container/endpoint/protocols/openai/responses'),
  )
  expect(service.begun[0]).not.toHaveProperty('agent_reference')
  expect(service.begun[1]).toMatchObject({ previous_response_id: 'caresp_1', agent_session_id: 'sandbox-1' })
})

it('asks again where the answer is not clear, and begins nothing', async () => {
  const request = { type: 'mcp_approval_request', id: 'mcpr_1', name: 'delete', server_label: 'files', arguments: '{}' }
  await using service = await FoundryService.start(() => ({ output: [{ item: request }] }))
  const runner = runnerAt(service)
  const asked = await runTurn(runner, 'Delete it')
  const again = await runTurn(runner, 'hm, what does it do?', { session: sessionOf(asked), resume: resumeOf(asked) })
  expect(again).toMatchObject([{ type: 'input-required', resume: resumeOf(asked) }])
  expect(service.begun).toHaveLength(1)
})
