/** What the tests of the examples share: an example in a process and a folder of its own, stopped by its process id. */
import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtemp, rm } from 'node:fs/promises'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

export interface RunningExample extends AsyncDisposable {
  readonly url: string
  /** `SIGTERM` is a stop in order, `SIGKILL` is none. Gives the exit code, `null` after a kill. */
  stop(signal: 'SIGTERM' | 'SIGKILL'): Promise<number | null>
}

export interface ExampleOptions {
  /** Default: any free port. */
  readonly port?: number
  readonly environment?: Readonly<Record<string, string>>
}

/** Starts `<example>/<file>`, as its `start` script does, and waits until it listens. */
export async function startExample(script: string, options: ExampleOptions = {}): Promise<RunningExample> {
  const folder = await mkdtemp(join(tmpdir(), 'example-'))
  const child = spawn(process.execPath, [join(import.meta.dirname, script)], {
    cwd: folder,
    env: { PATH: process.env.PATH, PORT: String(options.port ?? 0), ...options.environment },
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  const stop = async (signal: 'SIGTERM' | 'SIGKILL') => {
    if (child.exitCode === null && child.signalCode === null) {
      const exit = once(child, 'exit')
      child.kill(signal)
      await exit
    }
    return child.exitCode
  }
  const remove = async () => {
    await stop('SIGKILL')
    await rm(folder, { recursive: true, force: true, maxRetries: 5 })
  }
  try {
    return { url: await addressOf(child, script), stop, [Symbol.asyncDispose]: remove }
  } catch (error) {
    await remove()
    throw error
  }
}

function addressOf(child: ChildProcess, script: string): Promise<string> {
  let printed = ''
  return new Promise((resolve, reject) => {
    const fail = (why: string) => reject(new Error(`${script} ${why}:\n${printed.slice(-4000)}`))
    const timer = setTimeout(() => fail('did not listen within 50 s'), 50_000)
    for (const stream of [child.stdout, child.stderr]) {
      stream?.on('data', (chunk: Buffer) => {
        printed += chunk.toString()
        const url = /^Listening on (\S+)$/m.exec(printed)?.[1]
        if (url === undefined) return
        clearTimeout(timer)
        resolve(url)
      })
    }
    child.once('exit', (code) => {
      clearTimeout(timer)
      fail(`ended with ${code}`)
    })
  })
}

/** For an example that must know its port before it listens. */
export async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1')
  await once(server, 'listening')
  const address = server.address()
  server.close()
  if (typeof address !== 'object' || address === null) throw new Error('A TCP server has an address with a port.')
  return address.port
}
