import type { JsonObject, JsonValue } from '@gateway/core'
import { gatewayError } from '@gateway/core'

/** Where a body says how an agent is reached. What it says of itself may have any text. */
const CONNECTS: ReadonlySet<string> = new Set(['upstreams', 'url', 'litellm_params', 'static_headers', 'extra_headers'])

/**
 * `gateway.yaml` alone reads the environment, before this: a request would send the words themselves to the agent. Throws
 * INVALID_PARAMS for `os.environ/NAME`, and for `${NAME}` where it says how the agent is reached.
 */
export function refuseEnvironment(body: JsonObject): void {
  for (const [member, value] of Object.entries(body)) refuseWithin(value, [member], CONNECTS.has(member))
}

function refuseWithin(value: JsonValue, path: readonly string[], connects: boolean): void {
  if (typeof value === 'object' && value !== null) {
    for (const [member, inner] of Object.entries(value)) {
      const reaches = connects || (path[0] === 'agent_card_params' && path.length === 1 && member === 'url')
      refuseWithin(inner, [...path, member], reaches)
    }
  }
  if (typeof value !== 'string') return
  if (/^os\.environ\/\w+$/.test(value)) throw refusal(path, 'os.environ/…')
  if (connects && /\$\{\w+\}/.test(value)) throw refusal(path, '${NAME}')
}

function refusal(path: readonly string[], what: string) {
  const field = path.join('.')
  return gatewayError(
    'INVALID_PARAMS',
    `${field}: ${what} is read in gateway.yaml alone. Give the value itself, which is stored encrypted and never shown, or write \${env:NAME} for a secret in a variable that SECRET_VARIABLES lists.`,
    { field },
  )
}
