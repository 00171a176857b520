import type { JsonValue } from '@gateway/core'

/** The value that a text writes in JSON; `undefined` when it is no JSON. */
export function jsonOf(text: string): JsonValue | undefined {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}

/**
 * Whether a text is the printed form of a Python dictionary with objects in it: what the Python runtime sends of a value
 * that has no JSON form (bedrock-agentcore 1.25, `_safe_serialize_to_json_string`). It shows the agent's inside.
 */
export function isPythonPrint(text: string): boolean {
  return /^\{'[A-Za-z_]+': /.test(text) && /<[\w.]+ object at 0x|': [A-Z]\w+\(/.test(text.slice(0, 10_000))
}
