import type { JsonObject } from '@gateway/core'
import { z } from 'zod'
import { adminRoute, type Route } from './admin-route.ts'

/** `GET /v1/agent_schema`: what an agent's definition can say, so that a form can be drawn for it. */
export const agentSchemaRoute = (schema: () => JsonObject): Route =>
  adminRoute({
    method: 'GET',
    path: '/v1/agent_schema',
    operationId: 'describeAgentDefinition',
    summary: 'Describe the definition of an agent, as JSON Schema',
    description: 'Of the settings of its upstreams, `GET /v1/adapters` has the schemas.',
    tags: ['Agents'],
    may: 'see every agent',
    answer: z.record(z.string(), z.unknown()).describe('JSON Schema (2020-12).'),
    serve: () => schema(),
  })
