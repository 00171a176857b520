import type { Adapter } from '@gateway/core'
import { asAdapter } from './as-adapter.ts'
import { importBeside } from './import-beside.ts'

export interface ImportedAdapters {
  readonly adapters: readonly Adapter[]
  /** What is wrong, with its place in the configuration file. */
  readonly issues: readonly { readonly path: readonly PropertyKey[]; readonly message: string }[]
}

/** Imports the packages that an operator lists under `adapters:`, as a module beside `configFile` would. */
export async function importAdapters(
  specifiers: readonly string[],
  configFile: string,
  builtIn: readonly Adapter[],
): Promise<ImportedAdapters> {
  const results = await Promise.all(specifiers.map((specifier) => importBeside(specifier, configFile, asAdapter)))
  const names = new Set(builtIn.map(({ name }) => name))
  const adapters: Adapter[] = []
  const issues = results.flatMap((result, index) => {
    const issue = (words: string) => [{ path: ['adapters', index], message: `'${specifiers[index]}' ${words}` }]
    if (typeof result === 'string') return issue(result)
    if (names.has(result.name)) {
      return issue(`is an adapter named '${result.name}', and there is one of that name already; take one of them out`)
    }
    names.add(result.name)
    adapters.push(result)
    return []
  })
  return { adapters, issues }
}
