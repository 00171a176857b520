import type { ReadSecret, Registry } from '@gateway/registry'
import type { Environment } from './environment.ts'
import { namedSecrets } from './named-secrets.ts'

/** Files change while the gateway runs, as where Kubernetes renews a secret. */
const LOOK_MS = 30_000

/** The secrets that definitions name: how they are read, and that new values are taken up. */
export function followSecrets(
  { SECRET_VARIABLES, SECRET_FOLDER }: Pick<Environment, 'SECRET_VARIABLES' | 'SECRET_FOLDER'>,
  variables: Readonly<Record<string, string | undefined>>,
): { readonly read: ReadSecret; follow(registry: Pick<Registry, 'renewSecrets'>): Disposable } {
  return {
    read: namedSecrets({ names: SECRET_VARIABLES, variables, folder: SECRET_FOLDER }),
    follow(registry) {
      if (SECRET_FOLDER === undefined) return { [Symbol.dispose]() {} }
      const looking = setInterval(() => registry.renewSecrets(), LOOK_MS).unref()
      return { [Symbol.dispose]: () => clearInterval(looking) }
    },
  }
}
