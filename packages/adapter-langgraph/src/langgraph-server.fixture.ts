import { type ChildProcess, fork } from 'node:child_process'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

export interface LangGraphServer {
  readonly url: string
  stop(): Promise<void>
}

/** Starts LangGraph's own server, with the graphs of `graphs.fixture.ts`, in a process and a folder of its own. */
export async function startLangGraph(): Promise<LangGraphServer> {
  const folder = await mkdtemp(join(tmpdir(), 'langgraph-'))
  const child = fork(join(import.meta.dirname, 'server-process.fixture.ts'), {
    cwd: folder,
    execArgv: ['--disable-warning=ExperimentalWarning'],
    env: { PATH: process.env.PATH, LANGSMITH_TRACING: 'false', LANGCHAIN_TRACING_V2: 'false' },
    stdio: ['ignore', 'pipe', 'pipe', 'ipc'],
  })
  const stop = async () => {
    await ended(child)
    await rm(folder, { recursive: true, force: true, maxRetries: 5 })
  }
  try {
    return { url: await addressOf(child), stop }
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
