import { cpSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { isAdapterName, newAdapter, newAdapterOutside, renamed } from './scripts/new-adapter.ts'
import { ROOT } from './scripts/workspace.ts'

/* `pnpm check:new-adapter` installs and runs what is made here; this is about what is written. */

let root: string
beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), 'new-adapter-'))
  for (const file of [
    'ARCHITECTURE.md',
    'README.md',
    'pnpm-workspace.yaml',
    'packages/core/package.json',
    'templates',
  ]) {
    cpSync(join(ROOT, file), join(root, file), { recursive: true, filter: (path) => !path.includes('node_modules') })
  }
  mkdirSync(join(root, '.changeset'))
  // What a build leaves in the template is none of it.
  mkdirSync(join(root, 'templates/adapter/dist'), { recursive: true })
  writeFileSync(join(root, 'templates/adapter/dist/index.js'), '')
})
afterEach(() => rmSync(root, { recursive: true, force: true }))

const read = (path: string) => readFileSync(path, 'utf8')

function textOf(folder: string): string {
  const files = readdirSync(folder, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile())
  return files.map(({ parentPath, name }) => `${name}\n${read(join(parentPath, name))}`).join('\n')
}

describe('pnpm new adapter', () => {
  it.each(['acme', 'two-words', 'v2'])('takes the name %s', (name) => expect(isAdapterName(name)).toBe(true))

  it.each(['', 'kit', 'Acme', 'two_words', '-x', 'x-', 'a--b', '2x', '../x', '@a/b'])('refuses the name %j', (name) =>
    expect(isAdapterName(name)).toBe(false),
  )

  it('names everything after the vendor', () => {
    expect(renamed("import { acmeAdapter, type AcmeSettings } from './acme-adapter.ts' // Acme's", 'two-words')).toBe(
      "import { twoWordsAdapter, type TwoWordsSettings } from './two-words-adapter.ts' // Two Words's",
    )
  })

  it('makes a package, its rows in the tables and a changeset', async () => {
    expect(await newAdapter('two-words', root)).toBe('packages/adapter-two-words')
    const folder = join(root, 'packages/adapter-two-words')
    expect(readdirSync(folder).sort()).toEqual(['README.md', 'package.json', 'src', 'tsconfig.json', 'tsup.config.ts'])
    expect(readdirSync(join(folder, 'src')).sort()).toEqual(
      readdirSync(join(ROOT, 'templates/adapter/src'))
        .map((name) => name.replace('acme', 'two-words'))
        .sort(),
    )
    expect(textOf(folder)).not.toMatch(/acme/i)
    const manifest = JSON.parse(read(join(folder, 'package.json')))
    expect(manifest).toMatchObject({ name: '@gateway/adapter-two-words', description: 'Two Words agents' })
    expect(manifest).not.toHaveProperty('private')
    expect(read(join(root, 'ARCHITECTURE.md'))).toMatch(
      /^\| `adapter-[a-z0-9-]+` .*\n\| `adapter-two-words` \| Two Words agents \| `core`, `adapter-kit` \|$/m,
    )
    expect(read(join(root, 'README.md'))).toContain(
      '\n| [`@gateway/adapter-two-words`](packages/adapter-two-words) | Two Words agents |\n',
    )
    expect(read(join(root, '.changeset/adapter-two-words.md'))).toContain("'@gateway/adapter-two-words': minor")
  })

  it('leaves what is there already', async () => {
    await newAdapter('two-words', root)
    const before = textOf(root)
    await expect(newAdapter('two-words', root)).rejects.toThrow('is there already. Choose another name')
    expect(textOf(root)).toBe(before)
  })

  it('makes a package of its own, with versions in place of the workspace', async () => {
    const folder = join(root, 'own')
    expect(await newAdapterOutside('two-words', root, folder)).toBe(folder)
    expect(textOf(folder)).not.toMatch(/acme|workspace:|catalog:|\.\.\/\.\.\/ts/i)
    const manifest = JSON.parse(read(join(folder, 'package.json')))
    const { version } = JSON.parse(read(join(ROOT, 'packages/core/package.json')))
    expect(manifest).toMatchObject({
      name: 'gateway-adapter-two-words',
      exports: { '.': { types: './dist/index.d.ts', default: './dist/index.js' } },
      dependencies: { '@gateway/core': `^${version}`, '@gateway/adapter-kit': `^${version}` },
      devDependencies: { '@gateway/testing': `^${version}` },
    })
    expect(Object.values({ ...manifest.dependencies, ...manifest.devDependencies })).not.toContain('*')
  })
})
