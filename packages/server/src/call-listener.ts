import type { RequestListener } from 'node:http'
import type { AppOptions } from './create-app.ts'
import { errorReply, publicError } from './json-reply.ts'
import { jsonRpcBinding } from './json-rpc-binding.ts'
import { type NodeBindings, nodeExchange } from './node-exchange.ts'
import { type CallOptions, serveCall } from './serve-call.ts'
import { writeReply } from './write-reply.ts'

/** How nearly every call is addressed. The app finds what is written in any other way. */
const CALL = /^\/(?:v1\/)?a2a\/([\w-][\w.-]*)$/

export type CallListenerOptions = CallOptions & Pick<AppOptions, 'isTrustedProxy' | 'corsOrigins'>

/**
 * What a Node server listens with: calls go straight from Node's request to the agent and back into Node's response,
 * which saves each of them a route and a web request and response. All else goes to `app`, and so do calls where
 * browsers may call, as their answers need headers that the app adds.
 */
export function callListener(app: RequestListener, options: CallListenerOptions): RequestListener {
  if (options.corsOrigins !== undefined && options.corsOrigins.length > 0) return app

  const serve = async (agent: string, bindings: NodeBindings) => {
    try {
      const reply = await serveCall(nodeExchange(bindings, options), agent, jsonRpcBinding, options)
      await writeReply(reply, bindings)
    } catch (err) {
      // A call answers its own errors: what arrives here went wrong while its answer was written.
      options.logger.error({ err }, 'an answer could not be written')
      if (bindings.outgoing.headersSent) bindings.outgoing.destroy()
      else await writeReply(errorReply(publicError(err)), bindings)
    }
  }
  return (incoming, outgoing) => {
    const agent = incoming.method === 'POST' ? CALL.exec(incoming.url ?? '')?.[1] : undefined
    if (agent === undefined) return app(incoming, outgoing)
    return serve(agent, { incoming, outgoing })
  }
}
