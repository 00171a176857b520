import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { join } from 'node:path'

const MAIN = join(import.meta.dirname, 'agent-main.ts')

export interface AgentProcess extends AsyncDisposable {
  readonly url: string
  /** Kills it as a machine does that is gone: nothing is closed or said. */
  kill(): Promise<void>
  /** The black hole: its connections stay, and new ones are accepted for it, but nothing answers. */
  freeze(): void
  /** Takes `freeze` back. */
  thaw(): void
  /** Listens again on the same port, after `kill`. */
  restart(): Promise<void>
}

/** An agent that can be killed, frozen and started again. `delayMs`: it takes so long for everything. */
export async function agentProcess({ delayMs = 0 }: { readonly delayMs?: number } = {}): Promise<AgentProcess> {
  let { child, url } = await start(0, delayMs)
  const kill = async () => {
    if (child.exitCode !== null || child.signalCode !== null) return
    const exited = once(child, 'close')
    child.kill('SIGKILL')
    await exited
  }
  return {
    url,
    kill,
    freeze: () => void child.kill('SIGSTOP'),
    thaw: () => void child.kill('SIGCONT'),
    async restart() {
      ;({ child, url } = await start(Number(new URL(url).port), delayMs))
    },
    [Symbol.asyncDispose]: kill,
  }
}

async function start(port: number, delayMs: number): Promise<{ readonly child: ChildProcess; readonly url: string }> {
  const child = spawn(process.execPath, [MAIN], {
    env: { PATH: process.env.PATH, PORT: String(port), DELAY_MS: String(delayMs) },
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  let output = ''
  for await (const chunk of child.stdout) {
    output += chunk
    const url = /listens on (\S+)\n/.exec(output)?.[1]
    if (url !== undefined) return { child, url }
  }
  throw new Error(`the agent did not start: ${output}`)
}
