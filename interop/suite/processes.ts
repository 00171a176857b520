import { type ChildProcess, spawn } from 'node:child_process'
import { createWriteStream } from 'node:fs'
import { createServer } from 'node:net'
import { setTimeout as pause } from 'node:timers/promises'

/** A TCP port of the loopback address that was free a moment ago. */
export async function freePort(): Promise<number> {
  const server = createServer()
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const address = server.address()
  await new Promise((resolve) => server.close(resolve))
  if (address === null || typeof address === 'string') throw new Error('No TCP port could be found.')
  return address.port
}

export interface Served {
  readonly url: string
  readonly log: string
  stop(): Promise<void>
}

interface ServerToStart {
  readonly command: readonly string[]
  readonly directory: string
  readonly environment?: Record<string, string>
  readonly url: string
  /** Answers 200 once the server is ready. */
  readonly readyUrl: string
  /** File that takes what the server prints. */
  readonly log: string
}

const START_SECONDS = 60

/** Starts a server and waits until it answers; throws when it ends or stays silent for a minute. */
export async function serve(server: ServerToStart): Promise<Served> {
  const [command = '', ...options] = server.command
  const child = spawn(command, options, {
    cwd: server.directory,
    env: { ...process.env, ...server.environment },
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  const log = createWriteStream(server.log)
  child.stdout.pipe(log, { end: false })
  child.stderr.pipe(log, { end: false })
  let ended: string | undefined
  child.once('error', (error) => {
    ended = error.message
  })
  child.once('exit', (code, signal) => {
    ended ??= `it ended with ${code ?? signal}`
  })
  const end = Date.now() + START_SECONDS * 1000
  for (;;) {
    if (ended !== undefined) throw new Error(`${server.command.join(' ')} did not start: ${ended}; see ${server.log}`)
    const answer = await fetch(server.readyUrl, { signal: AbortSignal.timeout(2000) }).catch(() => undefined)
    await answer?.body?.cancel()
    if (answer?.ok) break
    if (Date.now() > end) {
      await stop(child)
      throw new Error(`${server.command.join(' ')} did not answer within ${START_SECONDS} s; see ${server.log}`)
    }
    await pause(100)
  }
  return { url: server.url, log: server.log, stop: () => stop(child) }
}

async function stop(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return
  const ended = new Promise<void>((resolve) => child.once('exit', () => resolve()))
  child.kill('SIGTERM')
  const timer = setTimeout(() => child.kill('SIGKILL'), 3000)
  await ended
  clearTimeout(timer)
}

export interface Finished {
  readonly code: number | null
  readonly output: string
  readonly errors: string
}

/** Runs a command to its end, which is forced after `seconds`. */
export async function run(command: readonly string[], directory: string, seconds: number): Promise<Finished> {
  const [file = '', ...options] = command
  const child = spawn(file, options, { cwd: directory, stdio: ['ignore', 'pipe', 'pipe'] })
  const timer = setTimeout(() => child.kill('SIGKILL'), seconds * 1000)
  const output: Buffer[] = []
  const errors: Buffer[] = []
  child.stdout.on('data', (chunk: Buffer) => output.push(chunk))
  child.stderr.on('data', (chunk: Buffer) => errors.push(chunk))
  const code = await new Promise<number | null>((resolve, reject) => {
    child.once('error', reject)
    child.once('close', resolve)
  })
  clearTimeout(timer)
  return { code, output: Buffer.concat(output).toString(), errors: Buffer.concat(errors).toString() }
}
