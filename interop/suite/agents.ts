import { join } from 'node:path'
import type { ClientName } from './clients.ts'
import { type OperationName, without } from './operations.ts'
import { AGENTS, python } from './places.ts'
import { freePort, type Served, serve } from './processes.ts'

/** An agent of another make. */
export interface AgentUnderTest {
  readonly name: string
  readonly command: readonly string[]
  /** What the agent can do, so what every client must be able to do through the gateway. */
  readonly offers: readonly OperationName[]
  /** The clients that can do all of this when they call the agent directly; the others fail because of its version or form. */
  readonly direct: readonly ClientName[]
  /** What the agent does in its own way, so that clients cannot do it directly, or not so well. Default: nothing. */
  readonly repaired?: readonly OperationName[]
  /** Where it serves A2A, below its root. Default: at its root. */
  readonly path?: string
  /** How it is registered beyond its URL. */
  readonly settings?: Readonly<Record<string, string>>
}

const BOTH: readonly ClientName[] = ['python-0.3', 'python-1.x']

const inPython = (environment: string, file: string) => [python(environment), join(AGENTS, file)]
const inJavaScript = [process.execPath, join(AGENTS, 'a2a-sdk-js.ts')]

// Neither asks back in a way a plain message answers, nor keeps push configurations.
const FRAMEWORK = without('turns', 'push')
// Sends never wait, a finished task takes everything, and cancel waits for the end.
const FASTA2A: readonly OperationName[] = ['send', 'wait', 'stream', 'get', 'context', 'failing', 'unknown-task']
/** LangGraph makes the id of an assistant of the name of its graph: this is that of `agent`. */
const ASSISTANT = 'fe096781-5601-53d2-b2f6-0d3403f7e9ca'

export const AGENTS_UNDER_TEST: readonly AgentUnderTest[] = [
  {
    name: 'python-0.3',
    command: inPython('a2a-0.3', 'a2a_sdk_0_3.py'),
    offers: without('list-tasks'),
    direct: BOTH,
  },
  { name: 'python-1.0', command: inPython('a2a-1.x', 'a2a_sdk_1.py'), offers: without(), direct: ['python-1.x'] },
  {
    name: 'python-1.0-0.3',
    command: [...inPython('a2a-1.x', 'a2a_sdk_1.py'), '--compat'],
    offers: without(),
    direct: BOTH,
  },
  { name: 'js-1.0', command: inJavaScript, offers: without(), direct: ['python-1.x'] },
  { name: 'js-1.0-0.3', command: [...inJavaScript, '--compat'], offers: without(), direct: BOTH },
  {
    // It answers 500 to a `configuration` without `acceptedOutputModes`, which is what the 1.x client sends.
    name: 'pydantic-ai-1',
    command: inPython('pydantic-ai-1', 'fasta2a_agent.py'),
    offers: FASTA2A,
    direct: ['python-0.3'],
    repaired: ['wait'],
  },
  {
    // Its card is 1.0 only, and its timestamps have no zone, which every 1.x client refuses.
    name: 'pydantic-ai-2',
    command: inPython('pydantic-ai-2', 'fasta2a_agent.py'),
    offers: [...FASTA2A, 'resubscribe'],
    direct: [],
  },
  {
    // Its card is 1.0 only.
    name: 'google-adk',
    command: inPython('google-adk', 'google_adk.py'),
    offers: FRAMEWORK,
    direct: ['python-1.x'],
  },
  {
    name: 'strands',
    command: inPython('strands', 'strands_agent.py'),
    offers: FRAMEWORK.filter((operation) => operation !== 'list-tasks'),
    direct: BOTH,
  },
  {
    name: 'strands-compliant',
    command: [...inPython('strands', 'strands_agent.py'), '--compliant'],
    offers: FRAMEWORK.filter((operation) => operation !== 'list-tasks'),
    direct: BOTH,
  },
  {
    // A mixture of both versions, bare events, text that is said anew with each of them, and tasks that lose their artifacts.
    name: 'langgraph',
    command: inPython('langgraph', join('langgraph_server', 'server.py')),
    // A question is not in the status, no send returns at once, and a stream that broke cannot be joined.
    offers: without('push', 'turns', 'data-turns', 'cancel', 'resubscribe'),
    direct: BOTH,
    repaired: ['stream', 'get', 'list-tasks'],
    path: `a2a/${ASSISTANT}`,
    settings: { cardPath: `/.well-known/agent-card.json?assistant_id=${ASSISTANT}` },
  },
]

/** Starts an agent on a free port. */
export async function startAgent(agent: AgentUnderTest, logs: string): Promise<Served> {
  const port = await freePort()
  const [file = '', script = '', ...options] = agent.command
  return serve({
    command: [file, script, String(port), ...options],
    directory: AGENTS,
    url: `http://127.0.0.1:${port}/${agent.path ?? ''}`,
    readyUrl: new URL(agent.settings?.cardPath ?? '.well-known/agent-card.json', `http://127.0.0.1:${port}/`).href,
    log: join(logs, `${agent.name}.log`),
  })
}
