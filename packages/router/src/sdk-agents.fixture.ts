/** For the tests of this package: agents of the official SDK in processes of their own, which are killed, stopped and started again. */
import { type ChildProcess, fork } from 'node:child_process'
import { once } from 'node:events'
import { a2aAdapter } from '@gateway/adapter-a2a'
import type { Agent, GatewayError } from '@gateway/core'
import { createCallContext, isGatewayError } from '@gateway/core'

const PROGRAM = new URL('./sdk-agent-process.fixture.ts', import.meta.url)

export class SdkAgentProcess {
  readonly name: string
  #child: ChildProcess | undefined
  #url = ''

  constructor(name: string) {
    this.name = name
  }

  /** Starts it, or starts it again on the port that it had. */
  async start(): Promise<void> {
    const port = this.#url === '' ? '0' : new URL(this.#url).port
    const child = fork(PROGRAM, [this.name, port], { stdio: ['ignore', 'ignore', 'inherit', 'ipc'] })
    this.#child = child
    const [told]: { url: string }[] = await once(child, 'message')
    this.#url = told?.url ?? ''
  }

  async connect(firstEventSeconds?: number): Promise<Agent> {
    return a2aAdapter.connect({
      url: this.#url,
      ...(firstEventSeconds === undefined ? {} : { limits: { firstEventSeconds } }),
    })
  }

  /** Answers so many milliseconds later from now on. */
  delay(milliseconds: number): void {
    this.#child?.send(milliseconds)
  }

  /** SIGSTOP: its port takes connections, and nothing ever comes. SIGCONT: it goes on. */
  signal(signal: 'SIGSTOP' | 'SIGCONT'): void {
    this.#child?.kill(signal)
  }

  /** As a machine that is switched off. */
  async kill(): Promise<void> {
    const child = this.#child
    if (child === undefined || child.exitCode !== null || child.signalCode !== null) return
    const gone = once(child, 'exit')
    child.kill('SIGKILL')
    await gone
  }
}

export const say = (text: string) =>
  ({ message: { messageId: crypto.randomUUID(), role: 'ROLE_USER', parts: [{ text }] } }) as const

/** Callers that call one after another until they are told to stop: who answered, and which calls failed. */
export function underLoad(agent: Agent, callers = 8) {
  const answered = new Map<string, number>()
  const failures: GatewayError[] = []
  let over = false
  const call = async () => {
    try {
      const { task } = await agent.sendMessage(say('hello'), createCallContext())
      const name = task?.artifacts?.[0]?.parts[0]?.text ?? 'nobody'
      answered.set(name, (answered.get(name) ?? 0) + 1)
    } catch (error) {
      if (!isGatewayError(error)) throw error
      failures.push(error)
    }
  }
  const loop = async () => {
    while (!over) await call()
  }
  const loops = Array.from({ length: callers }, loop)
  return {
    failures,
    answered: (name: string) => answered.get(name) ?? 0,
    total: () => [...answered.values()].reduce((sum, count) => sum + count, 0),
    async stop() {
      over = true
      await Promise.all(loops)
    },
  }
}

/** Waits until something is so; generously, because the machine may be busy. */
export async function until(what: string, condition: () => boolean, seconds = 45): Promise<void> {
  const end = Date.now() + seconds * 1000
  while (!condition()) {
    if (Date.now() > end) throw new Error(`waited in vain: ${what}`)
    await new Promise((resolve) => setTimeout(resolve, 20))
  }
}
