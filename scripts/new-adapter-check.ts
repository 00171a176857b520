import { execFileSync, spawn } from 'node:child_process'
import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { createServer } from 'node:http'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { z } from 'zod'
import { newAdapterOutside } from './new-adapter.ts'
import { fail, PNPM, pack, publishablePackages, ROOT, run } from './workspace.ts'

/*
 * A contributor's first minutes: `pnpm new adapter` in a copy of this repository, whose package passes as it is; the same
 * for a package of its own, which is built, packed, installed beside a gateway.yaml and called through a gateway.
 * Needs a build: `pnpm check:new-adapter`.
 */

const NAME = 'two-words'
const SECONDS = 240

const folder = mkdtempSync(join(tmpdir(), 'new-adapter-check-'))
let passed = 0

/** Runs a step; what does not end with 0 ends the check. */
async function step(what: string, cwd: string, command: string, ...commandArguments: string[]): Promise<void> {
  const { code, output } = await run(command, commandArguments, { cwd, timeoutSeconds: SECONDS })
  if (code !== 0) throw new Error(`FAILED ${what} (${code ?? `a time-out after ${SECONDS} s`}):\n${output}`)
  console.log(`ok     ${what}`)
  passed += 1
}

function expect(holds: boolean, what: string, detail: string): void {
  if (!holds) throw new Error(`FAILED ${what}:\n${detail}`)
  console.log(`ok     ${what}`)
  passed += 1
}

/** The example of a README as a file beside it. */
function writeExample(packageFolder: string): void {
  const [, code] = /^```ts\n([\s\S]*?)^```$/m.exec(readFileSync(join(packageFolder, 'README.md'), 'utf8')) ?? []
  writeFileSync(join(packageFolder, 'example.ts'), code ?? fail(`${packageFolder}/README.md has no example.`))
}

async function inside(): Promise<void> {
  const copy = join(folder, 'copy')
  const files = execFileSync('git', ['ls-files', '-z', '-co', '--exclude-standard'], { cwd: ROOT, encoding: 'utf8' })
  for (const file of files.split('\0').filter(Boolean)) {
    mkdirSync(dirname(join(copy, file)), { recursive: true })
    cpSync(join(ROOT, file), join(copy, file))
  }
  const [program, ...before] = PNPM
  const install = [...before, 'install', '--prefer-offline', '--no-frozen-lockfile']
  const made = `packages/adapter-${NAME}`
  await step('a copy of the repository installs', copy, program, ...install)
  await step(`pnpm new adapter ${NAME}`, copy, program, ...before, 'new', 'adapter', NAME)
  await step('pnpm install', copy, program, ...install)
  const tests = [made, 'dependency-direction.test.ts']
  await step('its tests pass', copy, process.execPath, 'node_modules/vitest/vitest.mjs', 'run', ...tests)
  await step('its types are right', copy, process.execPath, 'node_modules/typescript/bin/tsc', '-p', made)
  await step('everything is formatted', copy, 'biome', 'check', '--error-on-warnings', '.')
  writeExample(join(copy, made))
  await step('the example of its README runs', join(copy, made), process.execPath, 'example.ts')
}

async function outside(): Promise<void> {
  const own = await newAdapterOutside(NAME, ROOT, join(folder, 'own'))
  const tarballs: Record<string, string> = {}
  for (const each of publishablePackages()) {
    const { name } = each.manifest
    if (['core', 'adapter-kit', 'testing'].some((part) => name === `@gateway/${part}`)) {
      tarballs[name] = `file:${await pack(each, folder)}`
    }
  }
  const manifest = z.record(z.string(), z.json()).parse(JSON.parse(readFileSync(join(own, 'package.json'), 'utf8')))
  const { dependencies, devDependencies } = z
    .object({ dependencies: z.record(z.string(), z.string()), devDependencies: z.record(z.string(), z.string()) })
    .parse(manifest)
  const fromHere = (ranges: Readonly<Record<string, string>>) =>
    Object.fromEntries(Object.entries(ranges).map(([name, range]) => [name, tarballs[name] ?? range]))
  const packed = {
    dependencies: fromHere(dependencies),
    devDependencies: fromHere(devDependencies),
    overrides: tarballs,
  }
  writeFileSync(join(own, 'package.json'), JSON.stringify({ ...manifest, ...packed }))
  const quietly = ['--no-audit', '--no-fund', '--loglevel=error']
  await step('a package of its own installs', own, 'npm', 'install', ...quietly)
  await step('its tests pass', own, 'npm', 'test')
  await step('it builds', own, 'npm', 'run', 'build')
  await step('its types are right', own, 'npm', 'run', 'types')
  writeExample(own)
  await step('the example of its README runs', own, process.execPath, 'example.ts')
  await step('it is packed', own, 'npm', 'pack', ...quietly, '--pack-destination', folder)

  const operator = join(folder, 'operator')
  mkdirSync(operator)
  const name = `gateway-adapter-${NAME}`
  const installed = { private: true, dependencies: { [name]: `file:../${name}-0.1.0.tgz` }, overrides: tarballs }
  writeFileSync(join(operator, 'package.json'), JSON.stringify(installed))
  await step('an operator installs it', operator, 'npm', 'install', ...quietly)
  await called(operator, name)
}

/** Starts a gateway beside a gateway.yaml that lists the package, and calls its agent. */
async function called(operator: string, name: string): Promise<void> {
  const vendor = createServer((_request, response) => {
    const events = [{ type: 'started', run: 'run-1' }, { type: 'text', text: 'Hello!' }, { type: 'done' }]
    response.writeHead(200, { 'content-type': 'text/event-stream' })
    response.end(events.map((event) => `data: ${JSON.stringify(event)}\n\n`).join(''))
  })
  await new Promise<void>((listening) => vendor.listen(0, '127.0.0.1', listening))
  const address = vendor.address()
  const url = typeof address === 'object' && address !== null ? `http://127.0.0.1:${address.port}` : fail('no port')
  const upstream = { adapter: NAME, settings: { url, apiKey: 'the-key-of-the-vendor' } }
  const config = { adapters: [name], agents: [{ name: 'hello', upstreams: [upstream] }] }
  writeFileSync(join(operator, 'gateway.yaml'), JSON.stringify(config))
  const key = 'sk-the-admin-key-of-this-check'
  const gateway = spawn(process.execPath, [join(ROOT, 'apps/gateway/src/main.ts')], {
    cwd: operator,
    env: { PATH: process.env.PATH, PORT: '0', GATEWAY_MASTER_KEY: key },
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  let output = ''
  gateway.stdout.setEncoding('utf8').on('data', (text: string) => (output += text))
  gateway.stderr.setEncoding('utf8').on('data', (text: string) => (output += text))
  const exit = new Promise<void>((done) => gateway.on('close', () => done()))
  try {
    const end = Date.now() + 60_000
    while (!/listens on (http:\S+)/.test(output) && gateway.exitCode === null && Date.now() < end) {
      await new Promise((done) => setTimeout(done, 50))
    }
    const base = /listens on (http:\S+)/.exec(output)?.[1]
    expect(base !== undefined, 'a gateway whose gateway.yaml lists it starts', output)
    const headers = { authorization: `Bearer ${key}`, 'content-type': 'application/json' }
    const message = { messageId: 'm', role: 'ROLE_USER', parts: [{ text: 'Hi!' }] }
    const body = JSON.stringify({ jsonrpc: '2.0', id: 1, method: 'SendMessage', params: { message } })
    const answer = await (await fetch(`${base}/a2a/hello`, { method: 'POST', headers, body })).text()
    expect(answer.includes('"Hello!"'), 'its agent answers through the gateway', answer)
    const shown = await (await fetch(`${base}/v1/agents/hello`, { headers })).text()
    expect(shown.includes(url) && !shown.includes('the-key-of'), 'its secret is masked', shown)
  } finally {
    gateway.kill('SIGTERM')
    await exit
    vendor.closeAllConnections()
    vendor.close()
  }
}

try {
  await inside()
  await outside()
  console.log(`New adapter: ${passed} passed, 0 failed`)
} catch (error) {
  console.error(error instanceof Error ? error.message : error)
  process.exitCode = 1
} finally {
  rmSync(folder, { recursive: true, force: true })
}
