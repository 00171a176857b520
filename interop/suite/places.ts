import { join } from 'node:path'

/** Where things are in the repository. */
export const INTEROP = join(import.meta.dirname, '..')
export const AGENTS = join(INTEROP, 'agents')
export const CLIENTS = join(INTEROP, 'clients')
export const SCRIPTS = join(INTEROP, 'scripts')
export const GATEWAY = join(INTEROP, '..', 'apps', 'gateway')

/** The Python of one of the environments that `interop/run` made. */
export function python(environment: string): string {
  return join(INTEROP, '.venvs', environment, 'bin', 'python')
}
