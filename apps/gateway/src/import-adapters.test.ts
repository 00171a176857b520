import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { afterAll, describe, expect, test } from 'vitest'
import { adapters as builtIn } from './adapters.ts'
import { readConfigFile } from './config-file.ts'

const folder = mkdtempSync(join(tmpdir(), 'import-adapters-'))
const path = join(folder, 'gateway.yaml')
afterAll(() => rmSync(folder, { recursive: true }))

function write(file: string, text: string): void {
  mkdirSync(dirname(join(folder, file)), { recursive: true })
  writeFileSync(join(folder, file), text)
}

/** A package with one module, below node_modules unless `at` says where. */
function pack(name: string, source: string, at = `node_modules/${name}`): void {
  write(`${at}/package.json`, JSON.stringify({ name, type: 'module', exports: { import: './index.js' } }))
  write(`${at}/index.js`, source)
}

function adapterNamed(name: string, how = 'export const adapter'): string {
  return `import { z } from 'zod'
const settings = z.strictObject({ url: z.string(), key: z.string().meta({ secret: true }).optional() })
${how} = { name: '${name}', settings, connect: () => ({}) }`
}

mkdirSync(join(folder, 'node_modules'))
symlinkSync(fileURLToPath(new URL('../node_modules/zod', import.meta.url)), join(folder, 'node_modules/zod'))

function read(text: string) {
  writeFileSync(path, text)
  return readConfigFile(path, {}, builtIn)
}

const names = async (text: string) => (await read(text)).adapters.slice(builtIn.length).map(({ name }) => name)

describe('what is listed under adapters', () => {
  test('may be a package, a package of a scope, a file or the folder of a package', async () => {
    pack('by-name', adapterNamed('by-name'))
    pack('@mine/scoped', adapterNamed('scoped', 'const made = 1; export { adapter as default }; const adapter'))
    write('local/file.js', adapterNamed('by-file'))
    write('package.json', '{ "type": "module" }')
    pack('by-folder', adapterNamed('by-folder'), 'local/package')
    expect(await names('adapters: [by-name, "@mine/scoped", ./local/file.js, ./local/package]')).toEqual([
      'by-name',
      'scoped',
      'by-file',
      'by-folder',
    ])
  })

  test('brings agents whose settings it checks', async () => {
    pack('checks', adapterNamed('checks'))
    const agent = (settings: string) =>
      `adapters: [checks]\nagents:\n  - name: a\n    upstreams:\n      - adapter: checks\n        settings: ${settings}\n`
    expect((await read(agent('{ url: there }'))).agents).toHaveLength(1)
    await expect(read(agent('{ url: 5, extra: 1 }'))).rejects.toThrow(/gateway\.yaml:6: agents\[0\].*url.*extra/)
  })

  test.each([
    ['nowhere', /adapters\[0\]: 'nowhere' cannot be found from .*npm install nowhere/],
    ['./nowhere.js', /adapters\[0\]: '\.\/nowhere\.js' cannot be found.*there is no .*nowhere\.js/],
    ['./empty', /'\.\/empty' cannot be found.*package\.json/],
    ['broken', /'broken' cannot be imported: .*kaput/],
    ['unparseable', /'unparseable' cannot be imported: /],
    ['needs-more', /'needs-more' cannot be imported: .*not-installed/],
    ['nothing', /'nothing' exports neither `adapter` nor a default/],
    ['a-number', /'a-number' exports no adapter: it must be an object/],
    ['half', /'half' exports no adapter: name must be.*settings must be a schema of zod 4, connect must be a function/],
    ['other-zod', /'other-zod' is built with a zod whose marks the gateway cannot see.*update its zod/],
    ['like-a2a', /'like-a2a' is an adapter named 'a2a', and there is one of that name already/],
  ])('%s stops the start with place, reason and remedy', async (specifier, told) => {
    mkdirSync(join(folder, 'empty'), { recursive: true })
    pack('broken', "throw new Error('kaput\\n  at a place of no interest')")
    pack('unparseable', 'export const = 1')
    pack('needs-more', "import 'not-installed'\nexport const adapter = {}")
    pack('nothing', 'export const other = 1')
    pack('a-number', 'export default 1')
    pack('half', "export const adapter = { name: 'no name', settings: {} }")
    pack(
      'other-zod',
      `const settings = { _zod: {}, safeParse() {}, meta: () => settings }
export const adapter = { name: 'other', settings, connect() {} }`,
    )
    pack('like-a2a', adapterNamed('a2a'))
    await expect(read(`# one\nadapters:\n  - ${specifier}\n`)).rejects.toMatchObject({
      name: 'StartupError',
      message: expect.stringMatching(told),
    })
    await expect(read(`# one\nadapters:\n  - ${specifier}\n`)).rejects.toThrow(`${path}:3: adapters[0]: `)
  })

  test('tells everything at once, and no agent that is wrong only for the lack of it', async () => {
    pack('twice', adapterNamed('twice'))
    const text =
      'adapters: [nowhere, twice, twice]\nagents: [{ name: a, upstreams: [{ adapter: nowhere, url: http://127.0.0.1:9 }] }]\n'
    const told = await read(text).catch((error: Error) => error.message)
    expect(told).toMatch(/adapters\[0\]: 'nowhere' .* \| .*adapters\[2\]: 'twice' is an adapter named 'twice'/)
    expect(told).not.toContain('agents[0]')
  })

  test.each([
    '/etc/adapter.js',
    'file:///etc/adapter.js',
    'https://example.com/a.js',
    'data:text/javascript,1',
    '..',
    '',
  ])('%j is neither a name nor a path from the file', async (specifier) => {
    await expect(read(`adapters: [${JSON.stringify(specifier)}]`)).rejects.toThrow(
      /adapters\[0\]: must be the name of a package, or a path such as/,
    )
  })

  test.each(['adapters: by-name', 'adapters: { by-name: 1 }'])('%s is no list', async (text) => {
    await expect(read(text)).rejects.toThrow(/adapters: must be a list/)
  })
})
