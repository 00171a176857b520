import { type ChildProcess, spawn } from 'node:child_process'
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { fail, ROOT, run } from './workspace.ts'

/*
 * A newcomer's first minutes: a fresh clone of HEAD, an empty home folder, `npx pnpm start`. Then the printed curl, a
 * stop, a second start that finds its data, and three starts that must be refused in one clear line.
 */

/** What is promised. Nearly all of it is the download, which is as fast as the registry is on the day: told, not judged. */
const SECONDS_PROMISED = 60
/** Longer, and something hangs. */
const SECONDS_TO_SERVE = 180
const MEGABYTES_INSTALLED = 400

const folder = mkdtempSync(join(tmpdir(), 'start-check-'))
const clone = join(folder, 'gateway')
const home = join(folder, 'home')
const problems: string[] = []
let passed = 0

function expect(holds: boolean, what: string, detail = ''): void {
  console.log(`${holds ? 'ok    ' : 'FAILED'} ${what}`)
  if (holds) passed += 1
  else problems.push(what)
  if (!holds && detail !== '') console.log(detail)
}

/** What a newcomer's shell has: nothing of pnpm, of the workspace or of the gateway's settings. */
function environment(more: Readonly<Record<string, string>>): NodeJS.ProcessEnv {
  const path = (process.env.PATH ?? '').split(':').filter((entry) => !/node_modules|_npx|pnpm/.test(entry))
  const kept = ['NODE_EXTRA_CA_CERTS', 'SSL_CERT_FILE', 'HTTP_PROXY', 'HTTPS_PROXY', 'NO_PROXY', 'LANG', 'TMPDIR']
  const inherited = kept.flatMap((name) => {
    const value = process.env[name]
    return value === undefined ? [] : [[name, value] as const]
  })
  return {
    ...Object.fromEntries(inherited),
    PATH: path.join(':'),
    HOME: home,
    CI: 'true',
    npm_config_yes: 'true',
    ...more,
  }
}

interface Started {
  readonly child: ChildProcess
  readonly output: () => string
  readonly exit: Promise<number | null>
}

function start(more: Readonly<Record<string, string>>): Started {
  const child = spawn('npx', ['pnpm', 'start'], {
    cwd: clone,
    env: environment(more),
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  let output = ''
  child.stdout.setEncoding('utf8').on('data', (text: string) => (output += text))
  child.stderr.setEncoding('utf8').on('data', (text: string) => (output += text))
  // `close` comes once the gateway has let go of the output too, however many processes are between.
  const exit = new Promise<number | null>((done) => child.on('close', (code) => done(code)))
  return { child, output: () => output, exit }
}

const pause = (milliseconds: number) => new Promise((done) => setTimeout(done, milliseconds))

async function serves(port: number): Promise<boolean> {
  return fetch(`http://127.0.0.1:${port}/health/ready`).then(
    (response) => response.ok,
    () => false,
  )
}

async function until(holds: () => Promise<boolean>, seconds: number): Promise<boolean> {
  const end = Date.now() + seconds * 1000
  while (Date.now() < end) {
    if (await holds()) return true
    await pause(100)
  }
  return false
}

async function freePort(): Promise<number> {
  const server = createServer()
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done))
  const address = server.address()
  await new Promise((done) => server.close(done))
  return typeof address === 'object' && address !== null ? address.port : fail('No free port.')
}

/** The curl command that was printed, with its continued lines. */
function printedCurl(output: string): string | undefined {
  return /^[ \t$]*(curl (?:[^\n]*\\\n)*[^\n]*)/m.exec(output)?.[1]
}

/** The admin key, from the file that the first start names. */
function adminKey(output: string): string | undefined {
  const files = output
    .split(/[\s"'`()]+/)
    .map((word) => resolve(clone, word.replace(/[.,;:]$/, '')))
    .filter((path) => existsSync(path) && statSync(path).isFile() && (statSync(path).mode & 0o777) === 0o600)
  const text = files.map((path) => readFileSync(path, 'utf8').trim()).find((content) => content.startsWith('sk-'))
  return text?.split(/\s/)[0]
}

async function answersCurl(output: string, key: string | undefined): Promise<void> {
  const command = printedCurl(output)
  if (command === undefined) return expect(false, 'a curl is printed', output)
  const result = await run('bash', ['-c', command], {
    cwd: clone,
    environment: environment(key === undefined ? {} : { GATEWAY_KEY: key }),
    timeoutSeconds: 20,
  })
  expect(
    result.code === 0 && result.output.includes('"result"'),
    'the printed curl answers',
    `${command}\n${result.output}`,
  )
}

async function stops({ child, output, exit }: Started, what: string): Promise<void> {
  child.kill('SIGTERM')
  const ended = await Promise.race([exit.then(() => true), pause(10_000).then(() => false)])
  expect(ended, what, output())
}

/** A start that must end by itself with exit code 1 and say why in one line. */
async function refuses(what: string, more: Readonly<Record<string, string>>, words: RegExp): Promise<void> {
  const started = start(more)
  const code = await Promise.race([started.exit, pause(60_000).then(() => 'time-out')])
  if (code === 'time-out') started.child.kill('SIGTERM')
  // pnpm names the script before and the failure after.
  const lines = started
    .output()
    .split('\n')
    .filter((line) => line.trim() !== '' && !/^(\$ |> |\[?.?\s*ELIFECYCLE|\[WARN\])/.test(line))
  const clear = lines.length === 1 && words.test(lines[0] ?? '')
  expect(code === 1 && clear, `${what}: exit code 1 and one clear line`, `exit ${code}\n${started.output()}`)
  if (clear) console.log(`       ${lines[0]}`)
}

async function firstStart(port: number): Promise<string | undefined> {
  const began = Date.now()
  const first = start({ PORT: String(port) })
  const served = await until(async () => first.child.exitCode !== null || (await serves(port)), SECONDS_TO_SERVE)
  const seconds = (Date.now() - began) / 1000
  if (!served || !(await serves(port))) fail(`npx pnpm start does not serve on a fresh clone:\n${first.output()}`)
  const { output } = await run('du', ['-sm', join(clone, 'node_modules')])
  const megabytes = Number(output.split(/\s/)[0])
  const met = seconds <= SECONDS_PROMISED ? 'met' : 'MISSED'
  console.log(
    `From the command to the first answer: ${seconds.toFixed(1)} s (at most ${SECONDS_PROMISED} s: ${met}). node_modules: ${megabytes} MB`,
  )
  expect(seconds <= SECONDS_TO_SERVE, `installs, builds and serves within ${SECONDS_TO_SERVE} s`)
  expect(megabytes <= MEGABYTES_INSTALLED, `installs at most ${MEGABYTES_INSTALLED} MB`)
  expect(first.output().includes(String(port)), 'says where it listens', first.output())
  const key = adminKey(first.output())
  expect(key !== undefined, 'names the file (mode 600) with the admin key', first.output())
  await answersCurl(first.output(), key)
  const page = await fetch(`http://127.0.0.1:${port}/ui`)
  expect(page.ok && (await page.text()).includes('id="root"'), 'serves the admin UI')
  const created = await fetch(`http://127.0.0.1:${port}/v1/agents`, {
    method: 'POST',
    headers: { authorization: `Bearer ${key}`, 'content-type': 'application/json' },
    body: JSON.stringify({ name: 'kept', url: 'http://127.0.0.1:9/' }),
  })
  expect(created.ok, 'registers an agent', await created.text())
  await stops(first, 'SIGTERM to npx stops the gateway')
  return key
}

async function secondStart(port: number, key: string | undefined): Promise<void> {
  const began = Date.now()
  const second = start({ PORT: String(port) })
  await until(async () => second.child.exitCode !== null || (await serves(port)), 60)
  console.log(`Second start: ${((Date.now() - began) / 1000).toFixed(1)} s to the first answer`)
  const found = await fetch(`http://127.0.0.1:${port}/v1/agents/kept`, {
    headers: { authorization: `Bearer ${key}` },
  }).then(
    (response) => response.ok,
    () => false,
  )
  expect(found, 'a second start finds its data', second.output())
  await answersCurl(second.output(), key)
  const other = await freePort()
  await refuses('the same database twice', { PORT: String(other) }, /database|in use|gateway/i)
  await stops(second, 'SIGTERM stops the second start')
}

async function refusedStarts(): Promise<void> {
  const taken = createServer()
  await new Promise<void>((done) => taken.listen(0, '127.0.0.1', done))
  const address = taken.address()
  const port = typeof address === 'object' && address !== null ? String(address.port) : ''
  await refuses('a port in use', { PORT: port }, new RegExp(port))
  taken.close()
  // A file where the data folder should be: unwritable for everyone, root included.
  const file = join(folder, 'a-file')
  writeFileSync(file, '')
  const free = String(await freePort())
  await refuses('an unwritable data folder', { PORT: free, DATABASE_URL: `sqlite:${file}/gateway.db` }, /a-file/)
  await refuses(
    'a wrong database URL',
    { PORT: free, DATABASE_URL: 'mysql://127.0.0.1/x' },
    /DATABASE_URL|sqlite|postgres/,
  )
  await refuses(
    'an unreachable database',
    { PORT: free, DATABASE_URL: 'postgres://127.0.0.1:1/x' },
    /database|postgres/i,
  )
}

try {
  mkdirSync(home)
  const cloned = await run('git', ['clone', '--quiet', '--no-hardlinks', ROOT, clone])
  if (cloned.code !== 0) fail(`git clone failed:\n${cloned.output}`)
  const port = await freePort()
  const key = await firstStart(port)
  await secondStart(port, key)
  await refusedStarts()
  console.log(`Start: ${passed} passed, ${problems.length} failed`)
  process.exitCode = problems.length === 0 ? 0 : 1
} finally {
  rmSync(folder, { recursive: true, force: true })
}
