import { gatewayError, parseJson } from '@gateway/core'
import type { z } from 'zod'
import type { HttpExchange } from './http-exchange.ts'

/** The largest body the admin API takes, in bytes. */
export const BODY_BYTES = 1024 * 1024

/** A request body of the admin API, checked. Throws INVALID_PARAMS that names every field that is wrong. */
export async function readJson<Body>(
  exchange: Pick<HttpExchange, 'text'>,
  schema: z.ZodType<Body>,
  limit = BODY_BYTES,
): Promise<Body> {
  const text = await exchange.text(limit)
  return checked(text.trim() === '' ? {} : parseJson(text), schema)
}

/** Checks any outside value by a schema. Throws INVALID_PARAMS that names every field that is wrong. */
export function checked<Value>(value: unknown, schema: z.ZodType<Value>): Value {
  const result = schema.safeParse(value)
  if (result.success) return result.data
  const issues = result.error.issues.map(({ path, message }) => ({ field: placeOf(path), message }))
  throw gatewayError(
    'INVALID_PARAMS',
    issues.map(({ field, message }) => (field ? `${field}: ${message}` : message)).join('; '),
    {
      field: issues[0]?.field ?? '',
    },
  )
}

/** A path as it is written: `object_permission.agents[0]`. */
function placeOf(path: readonly PropertyKey[]): string {
  return path
    .map((step, index) => (typeof step === 'number' ? `[${step}]` : `${index === 0 ? '' : '.'}${String(step)}`))
    .join('')
}
