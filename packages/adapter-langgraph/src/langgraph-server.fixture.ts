import { type ChildProcess, fork } from 'node:child_process'
import { once } from 'node:events'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

export interface LangGraphServer {
  /** Another one after each start. */
  readonly url: string
  /** Ends the process in the middle of whatever it does. */
  kill(): Promise<void>
  /** Starts it again with what it had stored: runs and threads, but not the events of its runs. */
  restart(): Promise<void>
  stop(): Promise<void>
}

/** Starts LangGraph's own server, with the graphs of the fixtures, in a process and a folder of its own. */
export async function startLangGraph(options: { readonly auth?: boolean } = {}): Promise<LangGraphServer> {
  const folder = await mkdtemp(join(tmpdir(), 'langgraph-'))
  const start = () =>
    fork(join(import.meta.dirname, 'server-process.fixture.ts'), options.auth ? ['--auth'] : [], {
      cwd: folder,
      execArgv: ['--disable-warning=ExperimentalWarning'],
      env: { PATH: process.env.PATH, LANGSMITH_TRACING: 'false', LANGCHAIN_TRACING_V2: 'false' },
      stdio: ['ignore', 'pipe', 'pipe', 'ipc'],
    })
  let child = start()
  const stop = async () => {
    await ended(child)
    await rm(folder, { recursive: true, force: true, maxRetries: 5 })
  }
  try {
    let url = await addressOf(child)
    return {
      get url() {
        return url
      },
      kill: () => ended(child),
      async restart() {
        const exit = once(child, 'exit')
        child.send('stop')
        await exit
        child = start()
        url = await addressOf(child)
      },
      stop,
    }
  } catch (error) {
    await stop()
    throw error
  }
}

function addressOf(child: ChildProcess): Promise<string> {
  let printed = ''
  for (const stream of [child.stdout, child.stderr]) {
    stream?.on('data', (chunk: Buffer) => {
      printed = (printed + chunk.toString()).slice(-4000)
    })
  }
  return new Promise((resolve, reject) => {
    const fail = (why: string) => reject(new Error(`The LangGraph server ${why}:\n${printed}`))
    const timer = setTimeout(() => fail('did not start within 50 s'), 50_000)
    child.once('exit', (code) => fail(`ended with ${code}`))
    child.once('message', (message: { readonly url: string }) => {
      clearTimeout(timer)
      resolve(message.url)
    })
  })
}

async function ended(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return
  const exit = new Promise((resolve) => child.once('exit', resolve))
  child.kill('SIGKILL')
  await exit
}
