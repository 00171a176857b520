/** For the tests of this package: the runtime server as a process, and what is asked of an agent. */
import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { fileURLToPath } from 'node:url'
import {
  type Agent,
  type CallContext,
  createCallContext,
  type Part,
  type StreamResponse,
  type Task,
} from '@gateway/core'
import { ARN, CREDENTIALS } from './data-plane.fixture.ts'
import { bedrockAgentCoreAdapter, bedrockAgentCoreSettings } from './index.ts'

/** Starts the official runtime server; resolves when it listens. */
export async function startRuntime(): Promise<{ readonly url: string; stop(): Promise<void> }> {
  const file = fileURLToPath(new URL('./official-runtime.fixture.ts', import.meta.url))
  const child: ChildProcess = spawn(
    process.execPath,
    ['--disable-warning=ExperimentalWarning', '--disable-warning=FSTDEP023', file],
    {
      stdio: ['ignore', 'pipe', 'inherit'],
    },
  )
  const url = await new Promise<string>((resolve, reject) => {
    let said = ''
    child.stdout?.on('data', (chunk: Buffer) => {
      said += chunk
      const found = /listening at (http:\/\/127\.0\.0\.1:\d+)/.exec(said)?.[1]
      if (found !== undefined) resolve(found)
    })
    child.once('exit', (code) => reject(new Error(`The runtime server ended with ${code}: ${said}`)))
  })
  return {
    url,
    async stop() {
      const ended = once(child, 'exit')
      child.kill('SIGKILL')
      await ended
    },
  }
}

/** An agent of this adapter at an address, by settings beside the usual ones. */
export function agentAt(endpoint: string, settings: object = {}): Agent {
  const usual = { runtime: ARN, endpoint, auth: { type: 'sigv4', credentials: CREDENTIALS } }
  return bedrockAgentCoreAdapter.connect(bedrockAgentCoreSettings.parse({ ...usual, ...settings }))
}

export interface Sent {
  readonly parts?: readonly Part[]
  readonly contextId?: string
  readonly context?: Partial<CallContext>
}

function requestOf(text: string, { parts = [{ text }], contextId }: Sent) {
  const message = {
    messageId: 'm1',
    role: 'ROLE_USER' as const,
    parts,
    ...(contextId === undefined ? {} : { contextId }),
  }
  return { message }
}

/** The task that comes of a text. */
export async function ask(agent: Agent, text: string, sent: Sent = {}): Promise<Task> {
  const { task } = await agent.sendMessage(requestOf(text, sent), { ...createCallContext(), ...sent.context })
  if (task === undefined) throw new Error('The agent answered without a task.')
  return task
}

/** The events that come of a text. */
export async function follow(agent: Agent, text: string, sent: Sent = {}): Promise<readonly StreamResponse[]> {
  return Array.fromAsync(agent.streamMessage(requestOf(text, sent), { ...createCallContext(), ...sent.context }))
}

export function textOf(task: Task): string {
  return (task.artifacts ?? []).flatMap(({ parts }) => parts.map((part) => part.text ?? '')).join('')
}

/** What a task that did not go well tells its caller. */
export function complaintOf(task: Task): string {
  return task.status.message?.parts.map(({ text }) => text ?? '').join('') ?? ''
}

/** Resolves when something has come true. */
export async function until(condition: () => boolean): Promise<void> {
  for (let waited = 0; !condition(); waited += 20) {
    if (waited > 15_000) throw new Error('It has not come true within 15 seconds.')
    await new Promise((resolve) => setTimeout(resolve, 20))
  }
}
