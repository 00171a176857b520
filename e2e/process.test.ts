import { execFile } from 'node:child_process'
import { mkdtemp, readFile, rm, stat, writeFile } from 'node:fs/promises'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { serve } from './support/agent-script.ts'
import { gatewayProcess } from './support/gateway-process.ts'
import { eventually } from './support/test-gateway.ts'
import { verifies } from './support/verifies.ts'
import type { Wire } from './support/wire.ts'

const run = promisify(execFile)
let folder: string
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'gateway-process-'))
})
afterEach(() => rm(folder, { recursive: true, force: true }))

const request = async (url: string, path: string, key: string, body?: object): Promise<Wire> => {
  const response = await fetch(`${url}${path}`, {
    method: body ? 'POST' : 'GET',
    headers: { authorization: `Bearer ${key}`, 'content-type': 'application/json' },
    ...(body ? { body: JSON.stringify(body) } : {}),
  })
  return response.json()
}
const send = {
  jsonrpc: '2.0',
  id: 1,
  method: 'SendMessage',
  params: { message: { messageId: 'm', role: 'ROLE_USER', parts: [{ text: 'hi' }] } },
}

test('a first start makes a key only its user can read, and prints a curl that answers; a second finds everything again', async () => {
  verifies('startup', 'restart')
  const before = { key: '', task: '', agent: '', log: '' }
  const admin = async () => (await readFile(join(folder, 'data/admin-key'), 'utf8')).trim()
  {
    await using first = gatewayProcess(folder)
    const url = await first.listening()
    const { stdout } = first.output()
    const keyFile = join(folder, 'data/admin-key')
    expect(stdout).toContain(keyFile)
    expect((await stat(keyFile)).mode & 0o777).toBe(0o600)
    expect(stdout).not.toContain(await admin())
    const curl = stdout.slice(stdout.indexOf('  curl'))
    const { stdout: answer } = await run('bash', ['-c', `${curl.trim()} -s`])
    expect(JSON.parse(answer).result.artifacts[0].parts[0].text).toContain('Hello, what can you do?')

    before.key = (await request(url, '/key/generate', await admin(), { object_permission: { agents: 'all' } })).key
    before.agent = (
      await request(url, '/v1/agents', await admin(), { name: 'kept', url: 'http://127.0.0.1:9/' })
    ).agent_id
    before.task = (await request(url, '/a2a/hello', before.key, send)).result.task.id
    first.child.kill('SIGTERM')
    expect(await first.exited()).toBe(0)
  }
  {
    await using second = gatewayProcess(folder)
    const url = await second.listening()
    expect(second.output().stdout).toContain('$GATEWAY_KEY')
    expect(second.output().stdout).toContain('--reset-key')
    expect((await request(url, '/v1/agents/kept', await admin())).agent_id).toBe(before.agent)
    const listed = await request(url, '/a2a/hello', before.key, { ...send, method: 'ListTasks', params: {} })
    expect(listed.result.tasks[0].id).toBe(before.task)
    const { logs } = await request(url, '/v1/logs', before.key)
    expect(logs.map(({ operation }: { operation: string }) => operation)).toEqual(['listTasks', 'sendMessage'])
    // One gateway at a time on a SQLite file.
    await using third = gatewayProcess(folder)
    expect(await third.exited()).toBe(1)
    expect(third.output().stderr).toMatch(/another gateway|in use/i)
    second.child.kill('SIGINT')
    expect(await second.exited()).toBe(0)
  }
  await using reset = gatewayProcess(folder, {}, ['--reset-key'])
  const old = await admin()
  const url = await reset.listening()
  expect(await admin()).not.toBe(old)
  expect((await request(url, '/v1/agents', old)).error.code).toBe('UNAUTHENTICATED')
  expect(await request(url, '/v1/agents', await admin())).toHaveLength(2)
})

describe('SIGTERM', () => {
  /** An agent whose stream goes on for as long as it is let. */
  const endless = () =>
    serve(async (request, response) => {
      let body = ''
      for await (const chunk of request) body += chunk
      if (request.method === 'GET') {
        response.writeHead(404).end()
        return
      }
      const { id, params } = JSON.parse(body)
      const count = Number(params.message.parts[0].text)
      response.writeHead(200, { 'content-type': 'text/event-stream' })
      const ids = { taskId: 't1', contextId: 'c1' }
      const event = (result: object) => response.write(`data: ${JSON.stringify({ jsonrpc: '2.0', id, result })}\n\n`)
      event({ task: { id: 't1', contextId: 'c1', status: { state: 'TASK_STATE_WORKING' } } })
      for (let index = 0; index < count && !response.destroyed; index += 1) {
        event({
          artifactUpdate: { ...ids, artifact: { artifactId: 'a', parts: [{ text: `${index}` }] }, append: index > 0 },
        })
        await new Promise((resolve) => setTimeout(resolve, 50))
      }
      event({ statusUpdate: { ...ids, status: { state: 'TASK_STATE_COMPLETED' } } })
      response.end()
    })
  const stream = (url: string, key: string, count: number) =>
    fetch(`${url}/a2a/endless`, {
      method: 'POST',
      headers: { authorization: `Bearer ${key}`, 'content-type': 'application/json' },
      body: JSON.stringify({
        ...send,
        method: 'SendStreamingMessage',
        params: { message: { messageId: 'm', role: 'ROLE_USER', parts: [{ text: `${count}` }] } },
      }),
    })

  test.each([
    ['lets open calls finish', '10', 30, 'TASK_STATE_COMPLETED'],
    ['ends clearly what takes longer than DRAIN_SECONDS', '1', 100_000, '-32000'],
  ])('%s', async (_name, DRAIN_SECONDS, count, ending) => {
    verifies('drain')
    await using agent = await endless()
    const key = 'sk-admin-key-for-this-test'
    await writeFile(
      join(folder, 'gateway.yaml'),
      `agents:\n  - name: endless\n    upstreams: [{ url: "${agent.url}/" }]\n`,
    )
    await using gateway = gatewayProcess(folder, { DRAIN_SECONDS, GATEWAY_MASTER_KEY: key })
    const url = await gateway.listening()
    const response = await stream(url, key, count)
    const reading = response.text()
    await eventually(
      () => fetch(`${url}/health/ready`).then(({ status }) => status),
      (status) => status === 200,
    )
    gateway.child.kill('SIGTERM')
    await eventually(
      () => fetch(`${url}/health/ready`).then(({ status }) => status),
      (status) => status === 503,
    )
    const refused = await fetch(`${url}/a2a/endless`, {
      method: 'POST',
      headers: { authorization: `Bearer ${key}` },
      body: JSON.stringify(send),
    })
    expect(refused.status).toBe(503)
    expect(refused.headers.get('retry-after')).toBeTruthy()
    expect((await reading).split('\n\n').filter(Boolean).at(-1)).toContain(ending)
    expect(await gateway.exited()).toBe(0)
    // What was drained is recorded.
    await using again = gatewayProcess(folder, { GATEWAY_MASTER_KEY: key })
    const { logs } = await request(await again.listening(), '/v1/logs?agent=endless', key)
    const record = logs.find(({ operation }: { operation: string }) => operation === 'streamMessage')
    expect(record).toMatchObject({ operation: 'streamMessage', taskId: 't1' })
    expect(record.status).toBe(ending.startsWith('-') ? 'error' : 'ok')
  })
})

describe('what stands in the way of a start', () => {
  const fails = async (variables: Record<string, string>, options: readonly string[] = []) => {
    await using gateway = gatewayProcess(folder, variables, options)
    expect(await gateway.exited()).toBe(1)
    const { stdout, stderr } = gateway.output()
    expect(stdout).toBe('')
    expect(stderr.trim().split('\n')).toHaveLength(1)
    return stderr
  }

  test('a port in use', async () => {
    verifies('startup')
    const server = createServer().listen(0, '127.0.0.1')
    await new Promise((resolve) => server.once('listening', resolve))
    const address = server.address()
    const port = typeof address === 'object' ? `${address?.port}` : ''
    expect(await fails({ PORT: port })).toMatch(new RegExp(`${port}.*in use.*PORT`))
    server.close()
  })

  test('a folder that cannot be written, a database that is none', async () => {
    verifies('startup')
    await writeFile(join(folder, 'file'), 'not a folder')
    expect(await fails({ DATABASE_URL: `sqlite:${join(folder, 'file/gateway.db')}` })).toContain('DATABASE_URL')
    await writeFile(
      join(folder, 'text.db'),
      'this is no database, but a text that is long enough to be looked at'.repeat(20),
    )
    expect(await fails({ DATABASE_URL: `sqlite:${join(folder, 'text.db')}` })).toContain('DATABASE_URL')
    expect(await fails({ DATABASE_URL: 'mysql://root@localhost/x' })).toMatch(/sqlite:.*postgres:/)
    const refused = await fails({ DATABASE_URL: 'postgres://user:hunter2@127.0.0.1:9/gateway' })
    expect(refused).toContain('127.0.0.1:9')
    expect(refused).not.toContain('hunter2')
  })

  test.each([
    [{ PORT: 'abc' }, /PORT: must be a port number/],
    [{ PORT: '70000' }, /PORT: must be a port number/],
    [{ GATEWAY_MASTER_KEY: 'secret' }, /GATEWAY_MASTER_KEY: must start with "sk-"/],
    [{ GATEWAY_MASTER_KEY: 'sk-1234', HOST: '0.0.0.0' }, /easy to guess.*HOST/],
    [{ PUBLIC_URL: 'agents' }, /PUBLIC_URL: must be/],
    [{ TRUSTED_PROXIES: 'everyone' }, /TRUSTED_PROXIES: 'everyone'/],
    [{ GATEWAY_CONFIG: 'nowhere.yaml' }, /nowhere\.yaml.*GATEWAY_CONFIG/],
    [{ HOST: '192.0.2.1' }, /192\.0\.2\.1.*HOST/],
  ] as const)('%j', async (variables, message) => {
    verifies('startup')
    expect(await fails(variables)).toMatch(message)
  })

  test('an unknown option', async () => {
    expect(await fails({}, ['--reste-key'])).toContain('--reset-key')
  })

  test.each([
    ['agents:\n  - name: a\n    upstream: [{ url: http://x }]\n', /gateway\.yaml:2: agents\[0\].*upstream/],
    [
      'agents:\n  - name: a\n    upstreams: [{ url: http://127.0.0.1:9 }]\n  - name: a\n    upstreams: [{ url: http://127.0.0.1:9 }]\n',
      /gateway\.yaml:4: agents\[1\]\.name/,
    ],
    ['agents:\n  - name: a\n    upstreams:\n      - url: ${AGENT_URL}\n', /gateway\.yaml:4: .*AGENT_URL is not set/],
    [
      'agents:\n  - name: a\n    upstreams:\n      - url: os.environ/AGENT_URL\n',
      /gateway\.yaml:4: .*AGENT_URL is not set/,
    ],
    ['agents:\n  - name: [a\n', /gateway\.yaml:\d: not valid YAML/],
    ['agentz: []\n', /agentz/],
    [
      'agents:\n  - name: a\n    upstreams: [{ url: "http://169.254.169.254/" }]\n',
      /gateway\.yaml:3: .*metadata|link-local/,
    ],
  ])('a wrong configuration file: %j', async (text, message) => {
    verifies('startup')
    await writeFile(join(folder, 'gateway.yaml'), text)
    expect(await fails({})).toMatch(message)
  })

  test('sk-1234, the key of the page users come from, is taken on a loopback address, with a warning', async () => {
    verifies('startup')
    await using gateway = gatewayProcess(folder, { GATEWAY_MASTER_KEY: 'sk-1234' })
    const url = await gateway.listening()
    expect(gateway.output().stdout).toContain('Warning: GATEWAY_MASTER_KEY is easy to guess')
    expect(await request(url, '/v1/agents', 'sk-1234')).toHaveLength(1)
  })

  test('the environment fills in the configuration file', async () => {
    verifies('startup')
    await writeFile(
      join(folder, 'gateway.yaml'),
      'agents:\n  - name: a\n    upstreams:\n      - url: http://${AGENT_HOST}/\n        settings: { headers: { x-token: os.environ/AGENT_TOKEN } }\n',
    )
    const key = 'sk-admin-key-for-this-test'
    await using gateway = gatewayProcess(folder, {
      AGENT_HOST: '127.0.0.1:9',
      AGENT_TOKEN: 'canary',
      GATEWAY_MASTER_KEY: key,
    })
    const agent = await request(await gateway.listening(), '/v1/agents/a', key)
    expect(agent.upstreams[0].settings).toEqual({ url: 'http://127.0.0.1:9/', headers: { 'x-token': '[redacted]' } })
  })
})
