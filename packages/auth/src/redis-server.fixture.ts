import { spawn, spawnSync } from 'node:child_process'
import { once } from 'node:events'
import { mkdtemp, rm } from 'node:fs/promises'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

/** Whether this machine has a Redis (Debian: redis-server). `.ci/run` installs it. */
export const hasRedis = spawnSync('redis-server', ['--version']).status === 0

export interface RedisServer extends AsyncDisposable {
  readonly url: string
  /** Ends it as a crash would: what it knew is gone. */
  stop(): Promise<void>
  /** Another one in its place, on the same port. */
  start(): Promise<void>
  /** Holds it: it takes connections and answers nothing. */
  freeze(): void
  thaw(): void
}

/** A real Redis on a free port, with nothing in it. */
export async function redisServer(): Promise<RedisServer> {
  const folder = await mkdtemp(join(tmpdir(), 'gateway-redis-'))
  const port = await freePort()
  let child: ReturnType<typeof spawn> | undefined
  const server: RedisServer = {
    url: `redis://127.0.0.1:${port}`,
    async start() {
      const options = [
        '--port',
        String(port),
        '--bind',
        '127.0.0.1',
        '--save',
        '',
        '--appendonly',
        'no',
        '--dir',
        folder,
      ]
      const begun = spawn('redis-server', options, { stdio: ['ignore', 'pipe', 'inherit'] })
      child = begun
      await new Promise<void>((resolve, reject) => {
        let said = ''
        begun.stdout.on('data', (text) => {
          said += text
          if (said.includes('Ready to accept connections')) resolve()
        })
        begun.once('exit', () => reject(new Error(`redis-server ended: ${said}`)))
      })
    },
    async stop() {
      const ending = child
      child = undefined
      if (ending === undefined || ending.exitCode !== null) return
      const ended = once(ending, 'exit')
      ending.kill('SIGKILL')
      await ended
    },
    freeze: () => void child?.kill('SIGSTOP'),
    thaw: () => void child?.kill('SIGCONT'),
    async [Symbol.asyncDispose]() {
      await server.stop()
      await rm(folder, { recursive: true, force: true })
    },
  }
  await server.start()
  return server
}

async function freePort(): Promise<number> {
  const probe = createServer().listen(0, '127.0.0.1')
  await once(probe, 'listening')
  const address = probe.address()
  probe.close()
  await once(probe, 'close')
  if (address === null || typeof address === 'string') throw new Error('no port')
  return address.port
}
