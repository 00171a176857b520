import { existsSync, readFileSync, statSync } from 'node:fs'
import { dirname, join, resolve } from 'node:path'
import { fileURLToPath, pathToFileURL } from 'node:url'
import type { Adapter } from '@gateway/core'
import { resolve as resolveImport } from 'import-meta-resolve'
import { z } from 'zod'
import { asAdapter } from './as-adapter.ts'

export interface ImportedAdapters {
  readonly adapters: readonly Adapter[]
  /** What is wrong, with its place in the configuration file. */
  readonly issues: readonly { readonly path: readonly PropertyKey[]; readonly message: string }[]
}

/**
 * Imports the packages that an operator lists under `adapters:`, each by its name or by a path that begins with a dot,
 * as a module beside `configFile` would. Nothing else in the gateway imports by a name that it was given.
 */
export async function importAdapters(
  specifiers: readonly string[],
  configFile: string,
  builtIn: readonly Adapter[],
): Promise<ImportedAdapters> {
  const results = await Promise.all(specifiers.map((specifier) => importAdapter(specifier, configFile)))
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

/** The adapter, or what stands in its way. */
async function importAdapter(specifier: string, configFile: string): Promise<Adapter | string> {
  let url: string
  try {
    url = addressOf(specifier, configFile)
  } catch (error) {
    const folder = dirname(configFile)
    const remedy = specifier.startsWith('.')
      ? 'name a file, or the folder of a package with "exports"'
      : `install it there (npm install ${specifier}), or give its path (./…)`
    return `cannot be found from ${folder} (${reasonOf(error)}); ${remedy}`
  }
  try {
    return asAdapter(await import(url))
  } catch (error) {
    return `cannot be imported: ${reasonOf(error)}`
  }
}

const manifest = z.object({ name: z.string(), exports: z.unknown() })

/** Where its module is. A folder is a package, which finds itself by its name. */
function addressOf(specifier: string, configFile: string): string {
  const from = pathToFileURL(configFile)
  const path = /^\.{1,2}\//.test(specifier) ? resolve(dirname(configFile), specifier) : specifier
  if (path !== specifier && existsSync(path) && statSync(path).isDirectory()) {
    const packageJson = join(path, 'package.json')
    const { name } = manifest.parse(JSON.parse(readFileSync(packageJson, 'utf8')))
    return resolveImport(name, pathToFileURL(packageJson).href)
  }
  const address = resolveImport(specifier, from.href)
  if (address.startsWith('file:') && !existsSync(fileURLToPath(address)))
    throw new Error(`there is no ${fileURLToPath(address)}`)
  return address
}

/** The first line: the others of a parser or of Node.js are about the gateway's own code. */
function reasonOf(error: unknown): string {
  const [line = ''] = String(error instanceof Error ? error.message : error).split('\n')
  return line === '' ? 'no reason was given' : line
}
