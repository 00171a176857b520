import { isJsonObject, type JsonObject } from '@gateway/core'
import { z } from 'zod'
import { agentDefinition } from './agent-definition.ts'

/**
 * JSON Schema (2020-12) of one definition as it is sent and shown, without references. Settings of upstreams are open in it:
 * `describeAdapters` has theirs. For documentation; `parseAgentDefinition` is the judge.
 */
export function agentJsonSchema(): JsonObject {
  const { $schema: _dialect, $defs: _any, ...schema } = z.toJSONSchema(agentDefinition, { io: 'input' })
  // Only any JSON at all refers to itself.
  const whole: unknown = JSON.parse(JSON.stringify(schema), (_name, value) =>
    isJsonObject(value) && value.$ref !== undefined ? {} : value,
  )
  return isJsonObject(whole) ? whole : {}
}
