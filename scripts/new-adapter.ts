import { existsSync } from 'node:fs'
import { cp, mkdir, readdir, readFile, writeFile } from 'node:fs/promises'
import { basename, dirname, join, relative } from 'node:path'
import { parse } from 'yaml'
import { z } from 'zod'

/** What the templates call the vendor. */
const TEMPLATE = 'acme'

/** Folders that programs make in a template. */
const MADE = new Set(['node_modules', 'dist', '.turbo'])

/** `acme`, `two-words`; not `kit`, which is there and is no adapter. */
export function isAdapterName(name: string): boolean {
  return /^[a-z][a-z0-9]*(-[a-z0-9]+)*$/.test(name) && name !== 'kit'
}

/** Makes `packages/adapter-<name>` with its rows in the tables of packages and a changeset; gives its folder below `root`. */
export async function newAdapter(name: string, root: string): Promise<string> {
  const folder = `packages/adapter-${name}`
  await copyTemplate(name, root, join(root, folder), `@gateway/adapter-${name}`)
  await editJson(join(root, folder, 'package.json'), ({ private: _private, ...manifest }) => manifest)
  const title = inWords(name)
  await addRow(join(root, 'ARCHITECTURE.md'), `| \`adapter-${name}\` | ${title} agents | \`core\`, \`adapter-kit\` |`)
  await addRow(join(root, 'README.md'), `| [\`@gateway/adapter-${name}\`](${folder}) | ${title} agents |`)
  const changeset = `---\n'@gateway/adapter-${name}': minor\n---\n\nAn adapter for agents that run at ${title}.\n`
  await writeFile(join(root, `.changeset/adapter-${name}.md`), changeset)
  return folder
}

/** Makes a package of its own in `folder`, for a repository of its own; gives the folder. */
export async function newAdapterOutside(name: string, root: string, folder: string): Promise<string> {
  await copyTemplate(name, root, folder, `gateway-adapter-${name}`)
  await cp(join(root, 'templates/adapter-outside'), folder, { recursive: true })
  const core = manifestSchema.parse(JSON.parse(await readFile(join(root, 'packages/core/package.json'), 'utf8')))
  const { catalog } = workspaceSchema.parse(parse(await readFile(join(root, 'pnpm-workspace.yaml'), 'utf8')))
  const versions = (dependencies: Readonly<Record<string, string>>) =>
    Object.fromEntries(
      Object.entries(dependencies).map(([dependency, range]) => [
        dependency,
        range === 'catalog:' ? (catalog[dependency] ?? '*') : `^${core.version}`,
      ]),
    )
  const tools = Object.fromEntries(
    ['@types/node', 'tsup', 'typescript', 'vitest'].map((tool) => [tool, catalog[tool] ?? '*']),
  )
  await editJson(join(folder, 'package.json'), ({ private: _private, publishConfig, ...json }) => {
    const { dependencies, devDependencies } = manifestSchema.parse(json)
    return {
      ...json,
      version: '0.1.0',
      ...z.object({ exports: z.json() }).parse(publishConfig),
      scripts: { build: 'tsup', test: 'vitest run', types: 'tsc' },
      dependencies: versions(dependencies),
      devDependencies: { ...versions(devDependencies), ...tools },
    }
  })
  return folder
}

const dependencies = z.record(z.string(), z.string()).default({})
const manifestSchema = z.object({ version: z.string(), dependencies, devDependencies: dependencies })
const workspaceSchema = z.object({ catalog: z.record(z.string(), z.string()) })

async function copyTemplate(name: string, root: string, folder: string, packageName: string): Promise<void> {
  if (existsSync(folder)) throw new Error(`${folder} is there already. Choose another name, or remove it.`)
  const template = join(root, 'templates/adapter')
  for (const entry of await readdir(template, { recursive: true, withFileTypes: true })) {
    const path = relative(template, join(entry.parentPath, entry.name))
    if (!entry.isFile() || path.split(/[/\\]/).some((part) => MADE.has(part))) continue
    const target = join(folder, dirname(path), renamed(basename(path), name))
    await mkdir(dirname(target), { recursive: true })
    const text = (await readFile(join(template, path), 'utf8')).replaceAll(`@gateway/adapter-${TEMPLATE}`, packageName)
    await writeFile(target, renamed(text, name), { flag: 'wx' })
  }
}

/** The vendor's name wherever the template's stands: in identifiers, in words, and as it is written under `adapter:`. */
export function renamed(text: string, name: string): string {
  const [first = '', ...rest] = name.split('-')
  const joined = rest.map(capital).join('')
  return text
    .replaceAll(/Acme(?=[A-Z])/g, capital(first) + joined)
    .replaceAll(/acme(?=[A-Z])/g, first + joined)
    .replaceAll('Acme', inWords(name))
    .replaceAll(TEMPLATE, name)
}

function inWords(name: string): string {
  return name.split('-').map(capital).join(' ')
}

function capital(word: string): string {
  return word.charAt(0).toUpperCase() + word.slice(1)
}

async function editJson(path: string, edit: (json: Readonly<Record<string, unknown>>) => object): Promise<void> {
  const json = z.record(z.string(), z.unknown()).parse(JSON.parse(await readFile(path, 'utf8')))
  await writeFile(path, `${JSON.stringify(edit(json), null, 2)}\n`)
}

/** Adds a row below the last adapter of a table of packages. */
async function addRow(path: string, row: string): Promise<void> {
  const lines = (await readFile(path, 'utf8')).split('\n')
  const last = lines.findLastIndex((line) => /^\| \[?`(@gateway\/)?adapter-/.test(line))
  if (last < 0) throw new Error(`${path} has no table with adapters: add this row by hand:\n${row}`)
  await writeFile(path, lines.toSpliced(last + 1, 0, row).join('\n'))
}
