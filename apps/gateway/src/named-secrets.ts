import { readFileSync, realpathSync, statSync } from 'node:fs'
import { isAbsolute, relative, resolve, sep } from 'node:path'
import type { ReadSecret } from '@gateway/registry'

/** No secret is longer; a larger file is another file. */
const MOST_BYTES = 64 * 1024

export interface NamedSecretsOptions {
  /** Names of the variables that may be read; one that ends in `*` stands for all that begin so. */
  readonly names: readonly string[]
  readonly variables: Readonly<Record<string, string | undefined>>
  /** Where the files are that may be read. Default: none may. */
  readonly folder: string | undefined
}

/**
 * Reads the secrets that definitions name. Who may register an agent may send them where they like, so only what the
 * operator of this machine has listed is read, and never the gateway's own keys.
 */
export function namedSecrets({ names, variables, folder }: NamedSecretsOptions): ReadSecret {
  const isListed = (name: string) =>
    names.some((entry) => (entry.endsWith('*') ? name.startsWith(entry.slice(0, -1)) : name === entry))
  const variable = (name: string) => {
    if (!isListed(name) || /^GATEWAY_|^DATABASE_URL$|^REDIS_URL$/.test(name)) {
      return {
        problem: `the variable ${name} is not among those that may be read; its operator adds it to SECRET_VARIABLES`,
      }
    }
    const value = variables[name]
    if (value === undefined || value === '') return { problem: `the environment variable ${name} is not set` }
    return { value }
  }
  const file = (name: string) => {
    if (folder === undefined)
      return { problem: 'no files may be read; the operator sets SECRET_FOLDER to where they are' }
    const path = resolve(folder, name)
    try {
      // Links are followed (Kubernetes makes them) as far as they stay inside.
      const real = realpathSync(path)
      const inside = relative(realpathSync(folder), real)
      if (inside === '' || inside === '..' || inside.startsWith(`..${sep}`) || isAbsolute(inside))
        throw new Error('outside')
      const { size } = statSync(real)
      if (size > MOST_BYTES) return { problem: `the file ${name} of SECRET_FOLDER is longer than a secret can be` }
      const value = readFileSync(real, 'utf8').replace(/\r?\n$/, '')
      return value === '' ? { problem: `the file ${name} of SECRET_FOLDER is empty` } : { value }
    } catch {
      return { problem: `there is no file ${name} in SECRET_FOLDER that can be read` }
    }
  }
  return (source, name) => (source === 'env' ? variable(name) : file(name))
}
