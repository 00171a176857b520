/** What real agents have sent, word for word but for their ids, which are shorter. Each is the `result` of one JSON-RPC answer. */

const THREAD = 'd067b3ea-f79a-45ed-bfb2-dbac3a4c3ab9'
const RUN = `${THREAD}:01a21245-1fbc-76cd-85e2-88626a095ab5`
const at = (seconds: number) => `2026-11-25T10:34:${seconds.toFixed(6).padStart(9, '0')}+00:00`

/** The texts of LangGraph's stream: of each, one letter more would do; these are what one of its models made. */
const SO_FAR = ['word1', 'word1 ', 'word1 word2', 'word1 word2 ', 'word1 word2 word3']

/** LangGraph's own A2A endpoint (langgraph-api 0.16.7), answering SendStreamingMessage with A2A-Version 1.0. */
export const LANGGRAPH_1_0: readonly object[] = [
  {
    task: {
      kind: 'task',
      id: RUN,
      contextId: THREAD,
      history: [
        {
          kind: 'message',
          messageId: 'm1',
          role: 'ROLE_USER',
          parts: [{ text: 'words please' }],
          taskId: RUN,
          contextId: THREAD,
        },
      ],
      status: { state: 'TASK_STATE_SUBMITTED', timestamp: at(11.630998) },
    },
  },
  ...SO_FAR.map((text, index) => ({
    taskId: RUN,
    contextId: THREAD,
    kind: 'status-update',
    status: {
      state: 'TASK_STATE_WORKING',
      message: {
        kind: 'message',
        role: 'ROLE_AGENT',
        parts: [{ kind: 'text', text }],
        messageId: `5d4222f3-92d3-4d2d-8b03-6441c81f31d${index}`,
        taskId: RUN,
        contextId: THREAD,
      },
      timestamp: at(11.633166 + index / 50),
    },
    final: false,
  })),
  {
    taskId: RUN,
    contextId: THREAD,
    kind: 'artifact-update',
    artifact: {
      artifactId: '74ac4502-2b0d-458b-820e-7204262f27d3',
      name: 'Assistant Response',
      description: 'Response from assistant fe096781-5601-53d2-b2f6-0d3403f7e9ca',
      parts: [{ kind: 'text', text: 'word1 word2 word3' }],
    },
    append: false,
    lastChunk: true,
  },
  {
    taskId: RUN,
    contextId: THREAD,
    kind: 'status-update',
    status: { state: 'TASK_STATE_COMPLETED', timestamp: at(11.825055) },
    final: true,
  },
]

const LEGACY: Readonly<Record<string, string>> = {
  ROLE_USER: 'user',
  ROLE_AGENT: 'agent',
  TASK_STATE_SUBMITTED: 'submitted',
  TASK_STATE_WORKING: 'working',
  TASK_STATE_COMPLETED: 'completed',
}

/** The same endpoint answering `message/stream`: in 0.3 throughout, its text no less cumulative. */
export const LANGGRAPH_0_3: readonly object[] = LANGGRAPH_1_0.map((event): object => {
  const bare = 'task' in event ? event.task : event
  const text = JSON.stringify(bare).replace('{"text":', '{"kind":"text","text":')
  return JSON.parse(text.replaceAll(/ROLE_\w+|TASK_STATE_\w+/g, (word) => LEGACY[word] ?? word))
})

/** LangGraph answering SendMessage. */
export const LANGGRAPH_SEND = {
  task: {
    kind: 'task',
    id: RUN,
    contextId: THREAD,
    history: [
      {
        kind: 'message',
        role: 'ROLE_USER',
        parts: [{ kind: 'text', text: 'words please' }],
        messageId: 'm1',
        taskId: RUN,
        contextId: THREAD,
      },
    ],
    status: { state: 'TASK_STATE_COMPLETED', timestamp: at(10.622183) },
    artifacts: [
      {
        artifactId: 'b5ca99db-bacf-424a-a465-55db4ddbee32',
        name: 'Assistant Response',
        parts: [{ kind: 'text', text: 'word1 word2 word3' }],
      },
    ],
  },
}

const ADK = { taskId: 'task-adk', contextId: 'context-adk' }
const adkMetadata = { adk_author: 'adk', adk_app_name: 'adk', adk_actions: { stateDelta: {} } }

/** Google ADK 2.13 (`to_a2a`) streaming in 1.0: the pieces, the whole, and the whole as an artifact. */
export const ADK_STREAM: readonly object[] = [
  {
    task: {
      id: ADK.taskId,
      contextId: ADK.contextId,
      status: { state: 'TASK_STATE_SUBMITTED', timestamp: '2026-11-25T10:30:32.904393Z' },
    },
  },
  { statusUpdate: { ...ADK, status: { state: 'TASK_STATE_WORKING', timestamp: '2026-11-25T10:30:32.904823Z' } } },
  ...['chunk 1;', 'chunk 2;', 'chunk 3;', 'chunk 1;chunk 2;chunk 3;'].map((text, index) => ({
    statusUpdate: {
      ...ADK,
      status: {
        state: 'TASK_STATE_WORKING',
        message: { messageId: `adk-${index}`, role: 'ROLE_AGENT', parts: [{ text }] },
        timestamp: `2026-11-25T10:30:32.92621${index}Z`,
      },
      metadata: adkMetadata,
    },
  })),
  {
    artifactUpdate: {
      ...ADK,
      artifact: { artifactId: 'artifact-adk', parts: [{ text: 'chunk 1;chunk 2;chunk 3;' }] },
      lastChunk: true,
      metadata: adkMetadata,
    },
  },
  {
    statusUpdate: {
      ...ADK,
      status: { state: 'TASK_STATE_COMPLETED', timestamp: '2026-11-25T10:30:32.992012Z' },
      metadata: adkMetadata,
    },
  },
]

/** fasta2a 2.1.1 answering `message/send`: 1.0 with 0.3's words, no `kind`, and a time without a zone. */
export const FASTA2A_MIXTURE = {
  task: {
    id: 'task-fasta2a',
    contextId: 'context-fasta2a',
    status: { state: 'submitted', timestamp: '2026-11-25T10:30:34.546188' },
    history: [
      {
        role: 'user',
        parts: [{ text: 'stream 4' }],
        messageId: 'm1',
        taskId: 'task-fasta2a',
        contextId: 'context-fasta2a',
      },
    ],
  },
}
