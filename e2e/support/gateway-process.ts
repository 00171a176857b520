import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { join } from 'node:path'

const MAIN = join(import.meta.dirname, '../../apps/gateway/src/main.ts')

export interface GatewayProcess extends AsyncDisposable {
  readonly child: ChildProcess
  /** Everything written to stdout and stderr so far. */
  output(): { stdout: string; stderr: string }
  /** Resolves with the address once it listens; rejects with the output when it ends before. */
  listening(): Promise<string>
  /** The exit code, `null` for a signal. */
  exited(): Promise<number | null>
}

/** The gateway as a process of its own, as an operator starts it. */
export function gatewayProcess(
  folder: string,
  variables: Readonly<Record<string, string>> = {},
  options: readonly string[] = [],
): GatewayProcess {
  const child = spawn(process.execPath, [MAIN, ...options], {
    cwd: folder,
    env: { PATH: process.env.PATH, PORT: '0', ...variables },
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  let stdout = ''
  let stderr = ''
  child.stdout.on('data', (chunk) => {
    stdout += chunk
  })
  child.stderr.on('data', (chunk) => {
    stderr += chunk
  })
  const exit = once(child, 'close').then(() => child.exitCode)
  return {
    child,
    output: () => ({ stdout, stderr }),
    async listening() {
      for (;;) {
        const url = /listens on (http:\S+)/.exec(stdout)?.[1]
        if (url && stdout.includes('Try it:')) return url
        if (child.exitCode !== null) throw new Error(`ended with ${child.exitCode}: ${stdout}${stderr}`)
        await new Promise((resolve) => setTimeout(resolve, 20))
      }
    },
    exited: () => exit,
    async [Symbol.asyncDispose]() {
      if (child.exitCode === null) child.kill('SIGKILL')
      await exit
    },
  }
}
