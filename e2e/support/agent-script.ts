import { once } from 'node:events'
import type { RequestListener } from 'node:http'
import { createServer } from 'node:http'
import type { StreamResponse, TaskState } from '@gateway/core'

/** What an agent of these tests does with a text; the same for the official servers of both versions. */
export interface Turn {
  readonly text: string
  readonly taskId: string
  readonly contextId: string
  /** Whether the message continues a task. */
  readonly continues: boolean
  /** Resolves when the task is to be canceled. */
  readonly canceled: Promise<void>
}

/**
 * `message`: a bare message. `ask`: input-required; the next message completes it. `wait`: works until it is canceled.
 * `chunks N`: an artifact in N pieces. `slow N`: the same, one every 20 ms. Anything else: an echo.
 */
export async function* perform({ text, taskId, contextId, continues, canceled }: Turn): AsyncGenerator<StreamResponse> {
  const ids = { taskId, contextId }
  const status = (state: TaskState, said?: string): StreamResponse => ({
    statusUpdate: {
      ...ids,
      status: {
        state,
        timestamp: new Date().toISOString(),
        ...(said
          ? {
              message: { messageId: crypto.randomUUID(), role: 'ROLE_AGENT' as const, parts: [{ text: said }], ...ids },
            }
          : {}),
      },
    },
  })
  if (text === 'message') {
    yield {
      message: { messageId: crypto.randomUUID(), contextId, role: 'ROLE_AGENT', parts: [{ text: 'just a message' }] },
    }
    return
  }
  yield {
    task: { id: taskId, contextId, status: { state: 'TASK_STATE_SUBMITTED', timestamp: new Date().toISOString() } },
  }
  yield status('TASK_STATE_WORKING')
  if (text === 'ask' && !continues) {
    yield status('TASK_STATE_INPUT_REQUIRED', 'which one?')
    return
  }
  if (text === 'wait') {
    await canceled
    yield status('TASK_STATE_CANCELED')
    return
  }
  const [, kind, amount] = /^(chunks|slow) (\d+)$/.exec(text) ?? []
  const count = Number(amount ?? 1)
  for (let index = 0; index < count; index += 1) {
    if (kind === 'slow') await new Promise((resolve) => setTimeout(resolve, 20))
    const artifact = { artifactId: 'a1', name: 'reply', parts: [{ text: `echo ${index}: ${text}` }] }
    yield { artifactUpdate: { ...ids, artifact, append: index > 0, lastChunk: index === count - 1 } }
  }
  yield status('TASK_STATE_COMPLETED')
}

/** A server on a loopback port; a free one, unless one is named. */
export interface TestServer extends AsyncDisposable {
  readonly url: string
  /** How many connections are open. */
  connections(): Promise<number>
}

export async function serve(listener: RequestListener, port = 0): Promise<TestServer> {
  const server = createServer(listener).listen(port, '127.0.0.1')
  await once(server, 'listening')
  const address = server.address()
  if (address === null || typeof address === 'string') throw new TypeError('no port')
  return {
    url: `http://127.0.0.1:${address.port}`,
    connections: () =>
      new Promise((resolve, reject) => {
        server.getConnections((error, count) => (error ? reject(error) : resolve(count)))
      }),
    async [Symbol.asyncDispose]() {
      const closed = once(server, 'close')
      server.close()
      server.closeAllConnections()
      await closed
    },
  }
}
