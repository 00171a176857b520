import { Readable } from 'node:stream'
import type { Limits } from '@gateway/adapter-kit'
import type { MayReach } from '@gateway/core'
import { runtimeName } from './runtime-name.ts'
import { createSdkClient } from './sdk-client.ts'
import type { BedrockAgentCoreSettings } from './settings.ts'

/** One call of a runtime. */
export interface Invocation {
  readonly sessionId: string
  readonly payload: string
  readonly userId?: string
  readonly trace?: { readonly traceparent: string; readonly tracestate?: string }
}

/** The head of a runtime's answer, and its body. */
export interface RuntimeAnswer {
  readonly contentType: string | undefined
  /** AWS's name for the request, for its support. */
  readonly requestId: string | undefined
  readonly body: AsyncIterable<Uint8Array>
}

/** The two operations of the data plane that are used. Errors are the SDK's own. */
export interface RuntimeClient {
  invoke(invocation: Invocation, signal: AbortSignal): Promise<RuntimeAnswer>
  stopSession(sessionId: string, signal: AbortSignal): Promise<void>
}

/** A client of one runtime. The SDK is imported, and credentials are looked for, at the first call. */
export function createRuntimeClient(
  settings: BedrockAgentCoreSettings,
  limits: Limits,
  mayReach?: MayReach,
): RuntimeClient {
  const name = runtimeName(settings)
  const { qualifier = 'DEFAULT' } = settings
  const which = {
    agentRuntimeArn: name.runtime,
    qualifier,
    ...(name.accountId === undefined ? {} : { accountId: name.accountId }),
  }
  let loading: ReturnType<typeof createSdkClient> | undefined
  const load = () => {
    loading ??= createSdkClient(settings, name.region, limits, mayReach).catch((error) => {
      loading = undefined
      throw error
    })
    return loading
  }
  return {
    async invoke({ sessionId, payload, userId, trace }, signal) {
      const { sdk, client } = await load()
      const command = new sdk.InvokeAgentRuntimeCommand({
        ...which,
        runtimeSessionId: sessionId,
        contentType: 'application/json',
        // Both: the runtime answers as its handler does, and refuses a handler that streams to who takes no stream.
        accept: 'application/json, text/event-stream',
        payload: new TextEncoder().encode(payload),
        ...(userId === undefined ? {} : { runtimeUserId: userId }),
        ...(trace === undefined ? {} : { traceParent: trace.traceparent }),
        ...(trace?.tracestate === undefined ? {} : { traceState: trace.tracestate }),
      })
      const { response, contentType, $metadata } = await client.send(command, { abortSignal: signal })
      return { contentType, requestId: $metadata.requestId, body: bytesOf(response) }
    },
    async stopSession(sessionId, signal) {
      const { sdk, client } = await load()
      const command = new sdk.StopRuntimeSessionCommand({ ...which, runtimeSessionId: sessionId })
      await client.send(command, { abortSignal: signal })
    },
  }
}

/** On Node.js the SDK's stream is a readable one; its type names those of all platforms. */
async function* bytesOf(stream: unknown): AsyncGenerator<Uint8Array, void> {
  if (!(stream instanceof Readable)) return
  for await (const chunk of stream) if (chunk instanceof Uint8Array) yield chunk
}
