/** For the tests of this package: what runtimes have been seen to send. */

const inside =
  "'agent': <strands.agent.agent.Agent object at 0x7f815e85aa10>, 'event_loop_cycle_id': UUID('57c7dac0-5884-4360-b4e7-1d44742df541'), 'request_state': {}"

const printed = (text: string) => JSON.stringify(`{'data': '${text}', 'delta': {'text': '${text}'}, ${inside}}`)
const model = (event: object) => JSON.stringify({ event })
const message = (role: string, content: object[]) =>
  JSON.stringify({ message: { role, content, tracking_id: 'de42dece' } })
const usage = model({
  metadata: { usage: { inputTokens: 3, outputTokens: 2, totalTokens: 5 }, metrics: { latencyMs: 1 } },
})

/** All that `stream_async` of Strands 1.62 yields, on the Python runtime 1.25: thought, a tool, an answer. */
export const STRANDS_PYTHON = [
  '{"init_event_loop": true}',
  '{"start": true}',
  '{"start_event_loop": true}',
  model({ messageStart: { role: 'assistant' } }),
  model({ contentBlockStart: { start: {} } }),
  model({ contentBlockDelta: { delta: { reasoningContent: { text: 'thinking' } } } }),
  JSON.stringify(
    `{'reasoningText': 'thinking', 'delta': {'reasoningContent': {'text': 'thinking'}}, 'reasoning': True, ${inside}}`,
  ),
  model({ contentBlockStop: {} }),
  model({ contentBlockStart: { start: {} } }),
  model({ contentBlockDelta: { delta: { text: 'Let me see.' } } }),
  printed('Let me see.'),
  model({ contentBlockStop: {} }),
  model({ contentBlockStart: { start: { toolUse: { name: 'add', toolUseId: 't1' } } } }),
  model({ contentBlockDelta: { delta: { toolUse: { input: '{"a":1,"b":2}' } } } }),
  model({ contentBlockStop: {} }),
  model({ messageStop: { stopReason: 'tool_use' } }),
  usage,
  message('assistant', [
    { reasoningContent: { reasoningText: { text: 'thinking' } } },
    { text: 'Let me see.' },
    { toolUse: { toolUseId: 't1', name: 'add', input: { a: 1, b: 2 } } },
  ]),
  message('user', [{ toolResult: { toolUseId: 't1', status: 'success', content: [{ text: '3' }] } }]),
  '{"start": true}',
  '{"start_event_loop": true}',
  model({ messageStart: { role: 'assistant' } }),
  model({ contentBlockStart: { start: {} } }),
  model({ contentBlockDelta: { delta: { text: 'Hel' } } }),
  printed('Hel'),
  model({ contentBlockDelta: { delta: { text: 'lo' } } }),
  printed('lo'),
  model({ contentBlockStop: {} }),
  model({ messageStop: { stopReason: 'end_turn' } }),
  usage,
  message('assistant', [{ text: 'Hello' }]),
  JSON.stringify(
    `{'result': AgentResult(stop_reason='end_turn', message={'role': 'assistant', 'content': [{'text': 'Hello'}]})}`,
  ),
]

const update = (event: object) => JSON.stringify({ type: 'modelStreamUpdateEvent', event })
const said = { role: 'assistant', content: [{ text: 'Hello' }], trackingId: '90aadc26' }

/** All that `stream` of Strands for TypeScript yields. */
export const STRANDS_TYPESCRIPT = [
  '{"type":"beforeInvocationEvent"}',
  '{"type":"messageAddedEvent","message":{"role":"user","content":[{"text":"hi"}]}}',
  '{"type":"beforeModelCallEvent","projectedInputTokens":1}',
  update({ type: 'modelMessageStartEvent', role: 'assistant' }),
  update({ type: 'modelContentBlockStartEvent' }),
  update({ type: 'modelContentBlockDeltaEvent', delta: { type: 'textDelta', text: 'Hel' } }),
  update({ type: 'modelContentBlockDeltaEvent', delta: { type: 'reasoningContentDelta', text: 'hm' } }),
  update({ type: 'modelContentBlockDeltaEvent', delta: { type: 'textDelta', text: 'lo' } }),
  update({ type: 'modelContentBlockStopEvent' }),
  JSON.stringify({ type: 'contentBlockEvent', contentBlock: { text: 'Hello' } }),
  update({ type: 'modelMessageStopEvent', stopReason: 'endTurn' }),
  update({ type: 'modelMetadataEvent', usage: { inputTokens: 3, outputTokens: 2, totalTokens: 5 } }),
  JSON.stringify({ type: 'modelMessageEvent', message: said, stopReason: 'endTurn' }),
  JSON.stringify({ type: 'afterModelCallEvent', attemptCount: 1, stopData: { message: said } }),
  JSON.stringify({ type: 'messageAddedEvent', message: said }),
  '{"type":"afterInvocationEvent"}',
  JSON.stringify({
    type: 'agentResultEvent',
    result: { type: 'agentResult', stopReason: 'endTurn', lastMessage: said },
  }),
]

/** AG-UI, as a runtime of that protocol streams it. */
export const AG_UI = [
  '{"type":"RUN_STARTED","threadId":"t","runId":"r"}',
  '{"type":"STEP_STARTED","stepName":"think"}',
  '{"type":"TEXT_MESSAGE_START","messageId":"m1","role":"assistant"}',
  '{"type":"TEXT_MESSAGE_CONTENT","messageId":"m1","delta":"Hel"}',
  '{"type":"TOOL_CALL_ARGS","toolCallId":"c","delta":"{\\"a\\":1}"}',
  '{"type":"TEXT_MESSAGE_CONTENT","messageId":"m1","delta":"lo"}',
  '{"type":"TEXT_MESSAGE_END","messageId":"m1"}',
  '{"type":"RUN_FINISHED","threadId":"t","runId":"r"}',
]
