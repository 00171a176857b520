import { relative, resolve } from 'node:path'
import { parseArgs } from 'node:util'
import { isAdapterName, newAdapter, newAdapterOutside } from './new-adapter.ts'
import { fail, ROOT, run } from './workspace.ts'

/* Begins something from its template: `pnpm new adapter <name> [--outside <folder>]`. */

const USAGE = `Usage: pnpm new adapter <name> [--outside <folder>]

  <name>     the vendor, in lower case, such as acme or two-words
  --outside  a package of its own in this folder, not one of this repository`

function read(): { readonly name: string; readonly outside: string | undefined } {
  try {
    const { values, positionals } = parseArgs({ allowPositionals: true, options: { outside: { type: 'string' } } })
    const [kind, name = '', ...more] = positionals
    if (kind === 'adapter' && isAdapterName(name) && more.length === 0) return { name, outside: values.outside }
  } catch {
    // Said below.
  }
  return fail(USAGE)
}

const { name, outside } = read()
try {
  if (outside === undefined) {
    const folder = await newAdapter(name, ROOT)
    // A longer name than the template's breaks its lines elsewhere.
    const formatted = await run('biome', ['check', '--write', folder])
    if (formatted.code !== 0) fail(`${folder} is there and cannot be formatted:\n${formatted.output}`)
    console.log(`${folder} is there. It passes as it is:

  npx pnpm install
  npx pnpm exec vitest run ${folder}

Then make it speak its vendor's wire: docs/guide/write-an-adapter.md`)
  } else {
    const folder = await newAdapterOutside(name, ROOT, resolve(process.env.INIT_CWD ?? '.', outside))
    console.log(`${relative('.', folder)} is there. In it:

  npm install
  npm test
  npm run build

Then list it under adapters: in gateway.yaml: docs/guide/write-an-adapter.md`)
  }
} catch (error) {
  fail(error instanceof Error ? error.message : String(error))
}
