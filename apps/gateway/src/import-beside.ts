import { existsSync, readFileSync, statSync } from 'node:fs'
import { dirname, join, resolve } from 'node:path'
import { fileURLToPath, pathToFileURL } from 'node:url'
import { resolve as resolveImport } from 'import-meta-resolve'
import { z } from 'zod'

/**
 * Imports what an operator names in the configuration file, by the name of a package or by a path that begins with a dot,
 * as a module beside that file would. `read` finds in it what is asked for, or says what
 * is missing. Answers what stands in the way as text. Nothing else in the gateway imports by a name that it was given.
 */
export async function importBeside<Value extends object>(
  specifier: string,
  configFile: string,
  read: (module: Readonly<Record<string, unknown>>) => Value | string,
): Promise<Value | string> {
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
    return read(await import(url))
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
