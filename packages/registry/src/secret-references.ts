import type { JsonValue } from '@gateway/core'

/**
 * Reads a secret that a definition names instead of holding it: `env`, a variable; `file`, a file's content. Answers with
 * the `problem` where it cannot: what is wrong and what to do, and nothing of the secret.
 */
export type ReadSecret = (
  source: 'env' | 'file',
  name: string,
) => { readonly value: string } | { readonly problem: string }

const REFERENCES = /\$\{(env|file):([^{}]*)\}/g
const ONE = /^\$\{(?:env|file):[^{}]*\}$/

/** Whether a value is nothing but the name of a secret, and so no secret itself. */
export function isSecretReference(value: JsonValue): boolean {
  return typeof value === 'string' && ONE.test(value)
}

/** The text with the secrets that it names in their places, or why one cannot be read. */
export function readReferences(text: string, read: ReadSecret): ReturnType<ReadSecret> {
  let problem: string | undefined
  const value = text.replace(REFERENCES, (_reference, source, name: string) => {
    const found = read(source === 'file' ? 'file' : 'env', name)
    if ('value' in found) return found.value
    problem ??= found.problem
    return ''
  })
  return problem === undefined ? { value } : { problem }
}
