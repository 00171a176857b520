import { type ChildProcess, fork } from 'node:child_process'
import { once } from 'node:events'
import { fileURLToPath } from 'node:url'
import { z } from 'zod'

const announced = z.object({ url: z.string() })

/** A process of the benchmark's own that has said where it listens. */
export interface Child {
  readonly process: ChildProcess
  readonly pid: number
  readonly url: string
  stop(): Promise<void>
}

/** Starts `processes/<name>.ts` and waits until it is ready. */
export async function startChild(name: 'load' | 'upstream' | 'yardstick', ...options: string[]): Promise<Child> {
  const file = fileURLToPath(new URL(`../processes/${name}.ts`, import.meta.url))
  const child = fork(file, options, { stdio: ['ignore', 'inherit', 'inherit', 'ipc'] })
  const ended = once(child, 'exit').then(() => {
    throw new Error(`The process of ${name}.ts ended before it was ready.`)
  })
  const [message] = await Promise.race([once(child, 'message'), ended])
  ended.catch(() => {})
  return { process: child, pid: pidOf(child), url: announced.parse(message).url, stop: () => stopProcess(child) }
}

export function pidOf(child: ChildProcess): number {
  if (child.pid === undefined) throw new Error('A process could not be started.')
  return child.pid
}

/** Asks a process to end and waits until it has. */
export async function stopProcess(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return
  const exited = once(child, 'exit')
  child.kill('SIGTERM')
  const timer = setTimeout(() => child.kill('SIGKILL'), 40_000)
  await exited
  clearTimeout(timer)
}
