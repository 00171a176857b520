import { gatewayError } from '@gateway/core'
import { z } from 'zod'
import { openRoute, type Route, type RouteDescription, replyRoute } from './admin-route.ts'
import { serveAgentCard } from './agent-card-route.ts'
import { jsonRpcBinding } from './json-rpc-binding.ts'
import { type CallOptions, serveCall } from './serve-call.ts'

const tags = ['Calls']
const params = z.object({ agent: z.string().describe('Id or name of the agent.') })

const version = { jsonrpc: z.literal('2.0') }
const id = z.union([z.string(), z.number(), z.null()])
const request = z.looseObject({ ...version, id: id.optional(), method: z.string(), params: z.unknown().optional() })
const answer = z.looseObject({ ...version, id, result: z.unknown().optional(), error: z.unknown().optional() })
const failed = { description: 'An error of JSON-RPC, with the status that it stands for.', schema: answer }

const CALL: Pick<RouteDescription, 'body' | 'answers' | 'description'> = {
  description:
    'JSON-RPC of A2A 1.0 and 0.3, as the specification of A2A has it. Methods that stream answer with server-sent events.',
  body: request.meta({ id: 'JsonRpcRequest' }),
  answers: {
    200: { description: 'The answer, or an error of JSON-RPC.', schema: answer.meta({ id: 'JsonRpcAnswer' }) },
    401: failed,
    403: failed,
    404: failed,
    413: failed,
    429: failed,
    503: failed,
  },
}

/** Calls of agents and their cards: `/a2a/{agent}` and, for clients of LiteLLM, `/v1/a2a/{agent}`. */
export function callRoutes(options: CallOptions): readonly Route[] {
  const { agents, publicUrl } = options
  const at = (base: '/a2a/{agent}' | '/v1/a2a/{agent}', suffix: string): readonly Route[] => {
    const call = (path: Route['path'], operationId: string): Route => ({
      ...CALL,
      method: 'POST',
      path,
      operationId,
      summary: 'Call an agent',
      tags,
      may: 'anyone with a credential',
      params,
      respond: (exchange, { agent = '' }) => serveCall(exchange, agent, jsonRpcBinding, options),
    })
    const card = (path: Route['path'], operationId: string) =>
      replyRoute({
        method: 'GET',
        path,
        operationId,
        summary: 'Show the card of an agent',
        tags,
        may: 'anyone with a credential',
        params,
        answers: {
          200: { description: 'The card.', schema: z.looseObject({ name: z.string() }) },
          304: { description: 'It is as `If-None-Match` says.' },
        },
        serve: ({ exchange, caller, params: { agent } }) => serveAgentCard(exchange, agent, caller, agents, publicUrl),
      })
    return [
      call(base, `callAgent${suffix}`),
      call(`${base}/message/send`, `sendMessage${suffix}`),
      call(`${base}/message/stream`, `streamMessage${suffix}`),
      card(`${base}/.well-known/agent-card.json`, `getAgentCard${suffix}`),
      card(`${base}/.well-known/agent.json`, `getFormerAgentCard${suffix}`),
      openRoute({
        method: 'GET',
        path: base,
        operationId: `explainCalls${suffix}`,
        summary: 'Say how an agent is called',
        tags,
        params,
        answers: {},
        serve({ params: { agent } }) {
          throw gatewayError(
            'METHOD_NOT_FOUND',
            `POST JSON-RPC requests to /a2a/${agent}; its card is at /a2a/${agent}/.well-known/agent-card.json.`,
          )
        },
      }),
    ]
  }
  return [...at('/a2a/{agent}', ''), ...at('/v1/a2a/{agent}', 'V1')]
}
