import type { Version } from '../wire/version.ts'

/** Reads what somebody typed as data of a message; `problem` says what is wrong with it. */
export function readData(
  json: string,
  version: Version,
): { readonly value: unknown; readonly problem?: undefined } | { readonly problem: string } {
  try {
    const value: unknown = JSON.parse(json)
    const isObject = typeof value === 'object' && value !== null && !Array.isArray(value)
    if (version === '0.3' && !isObject) return { problem: 'Data of A2A 0.3 is a JSON object: begin it with {.' }
    return { value }
  } catch (error) {
    return { problem: `The data is not JSON: ${error instanceof Error ? error.message : String(error)}` }
  }
}
