import { existsSync } from 'node:fs'
import { mkdir, mkdtemp, realpath, rm, symlink, writeFile } from 'node:fs/promises'
import type { IncomingMessage, ServerResponse } from 'node:http'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { serve, type TestServer } from './support/agent-script.ts'
import { type GatewayProcess, gatewayProcess } from './support/gateway-process.ts'
import { ADMIN_KEY } from './support/test-gateway.ts'
import { verifies } from './support/verifies.ts'
import type { Wire } from './support/wire.ts'

const ROOT = join(import.meta.dirname, '..')

/** An adapter as somebody else writes it, in plain JavaScript. */
const ADAPTER = `
import { writeFileSync } from 'node:fs'
import { agentFromRunner, createHttpClient, limitSettings, limitsFrom } from '@gateway/adapter-kit'
import { gatewayError } from '@gateway/core'
import { z } from 'zod'

writeFileSync(new URL('imported', import.meta.url), '')

export const adapter = {
  name: 'parrot',
  title: 'Parrot',
  settings: z.strictObject({
    url: z.url(),
    apiKey: z.string().meta({ secret: true, description: 'What the parrot eats.' }),
    limits: limitSettings.optional(),
  }),
  connect({ url, apiKey, limits }) {
    const client = createHttpClient({ limits: limitsFrom(limits) })
    return agentFromRunner({
      async *run({ message, runId }, { signal }) {
        const headers = { authorization: 'Bearer ' + apiKey }
        const answer = await client.post(url, { headers, body: message.parts[0].text, signal })
        if (answer.status !== 200) throw gatewayError('AGENT_ERROR', 'The parrot does not speak.')
        yield { type: 'text', artifactId: runId, text: await answer.text() }
        yield { type: 'done' }
      },
    })
  },
}
`

let folder: string
let parrot: TestServer

async function write(path: string, text: string): Promise<void> {
  await mkdir(dirname(join(folder, path)), { recursive: true })
  await writeFile(join(folder, path), text)
}

/** Two packages with the same module: one that the file lists, one that it does not. */
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'outside-adapter-'))
  for (const name of ['adapter-parrot', 'adapter-unlisted']) {
    await write(`node_modules/${name}/package.json`, JSON.stringify({ name, type: 'module', exports: './index.js' }))
    await write(
      `node_modules/${name}/index.js`,
      ADAPTER.replace("'parrot'", name === 'adapter-parrot' ? "'parrot'" : "'unlisted'"),
    )
  }
  // What npm would have installed beside it.
  await mkdir(join(folder, 'node_modules/@gateway'))
  for (const name of ['core', 'adapter-kit']) {
    await symlink(join(ROOT, 'packages', name), join(folder, 'node_modules/@gateway', name))
  }
  await symlink(await realpath(join(ROOT, 'node_modules/zod')), join(folder, 'node_modules/zod'))
  parrot = await serve((request: IncomingMessage, response: ServerResponse) => {
    const chunks: Buffer[] = []
    request.on('data', (chunk: Buffer) => chunks.push(chunk))
    request.on('end', () => {
      const known = request.headers.authorization === 'Bearer crackers'
      response.writeHead(known ? 200 : 401).end(`${Buffer.concat(chunks)}! ${Buffer.concat(chunks)}!`)
    })
  })
})

afterAll(async () => {
  await parrot[Symbol.asyncDispose]()
  await rm(folder, { recursive: true, force: true })
})

const imported = (name: string) => existsSync(join(folder, 'node_modules', name, 'imported'))

const start = () => gatewayProcess(folder, { GATEWAY_MASTER_KEY: ADMIN_KEY })

const agents = (settings: string) =>
  `adapters: [adapter-parrot]\nagents:\n  - name: from-file\n    upstreams:\n      - adapter: parrot\n        settings: ${settings}\n`

async function request(url: string, path: string, body?: object, method = body ? 'POST' : 'GET'): Promise<Wire> {
  const response = await fetch(`${url}${path}`, {
    method,
    headers: { authorization: `Bearer ${ADMIN_KEY}`, 'content-type': 'application/json' },
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  })
  const answer: Wire = await response.json()
  return { ...answer, status: response.status }
}

const said = async (url: string, agent: string): Promise<unknown> => {
  const message = { messageId: 'm', role: 'ROLE_USER', parts: [{ text: 'hi' }] }
  const answer = await request(url, `/a2a/${agent}`, {
    jsonrpc: '2.0',
    id: 1,
    method: 'SendMessage',
    params: { message },
  })
  return answer.result?.task?.artifacts?.[0]?.parts[0].text ?? answer
}

describe('an adapter of a package outside the repository', () => {
  let gateway: GatewayProcess
  let url: string
  beforeAll(async () => {
    await write('gateway.yaml', agents(`{ url: ${parrot.url}, apiKey: crackers }`))
    gateway = start()
    url = await gateway.listening()
  })
  afterAll(() => gateway[Symbol.asyncDispose]())

  test('answers for an agent of the file, whose key stays hidden', async () => {
    verifies('outside-adapters')
    expect(await said(url, 'from-file')).toBe('hi! hi!')
    const agent = JSON.stringify(await request(url, '/v1/agents/from-file'))
    expect(agent).toContain(parrot.url)
    expect(agent).not.toContain('crackers')
  })

  test('is one of the adapters, for agents of the API as well', async () => {
    verifies('outside-adapters')
    expect(JSON.stringify(await request(url, '/v1/adapters'))).toContain('What the parrot eats.')
    const upstreams = (settings: object) => [{ adapter: 'parrot', url: parrot.url, settings }]
    const made = { name: 'from-api', upstreams: upstreams({ apiKey: 'crackers' }) }
    expect(await request(url, '/v1/agents', made)).toMatchObject({ status: 200 })
    expect(await said(url, 'from-api')).toBe('hi! hi!')
    const wrong = await request(url, '/v1/agents', { name: 'wrong', upstreams: upstreams({ apiKey: 5, cage: true }) })
    expect(wrong).toMatchObject({ status: 400 })
    expect(JSON.stringify(wrong)).toMatch(/apiKey.*cage/)
  })

  test('comes in by the file alone: no name of a module in a request is imported', async () => {
    verifies('outside-adapters')
    expect(await request(url, '/v1/agents', { name: 'changed', url: parrot.url })).toMatchObject({ status: 200 })
    const names = [
      'adapter-unlisted',
      'adapter-parrot',
      './node_modules/adapter-unlisted/index.js',
      join(folder, 'node_modules/adapter-unlisted/index.js'),
      `file://${join(folder, 'node_modules/adapter-unlisted/index.js')}`,
      'node:fs',
      '@gateway/adapter-kit',
      'data:text/javascript,export const adapter = 1',
    ]
    for (const adapter of names) {
      const definition = { name: 'sneaky', upstreams: [{ adapter, url: parrot.url }] }
      for (const [path, method] of [
        ['/v1/agents', 'POST'],
        ['/v1/agents/changed', 'PUT'],
        ['/v1/agents/changed', 'PATCH'],
      ] as const) {
        const refused = await request(url, path, definition, method)
        expect(refused, `${method} ${adapter}`).toMatchObject({ status: 400 })
        expect(JSON.stringify(refused)).toMatch(/is not an adapter; known are: a2a, .*parrot/)
      }
    }
    expect(imported('adapter-parrot')).toBe(true)
    expect(imported('adapter-unlisted')).toBe(false)
  })
})

test.each([
  ['settings that it does not take', agents('{ url: here, apiKey: crackers }'), /gateway\.yaml:6: agents\[0\]\..*url/],
  [
    'a package that is not there',
    'adapters:\n  - adapter-parot\n',
    /gateway\.yaml:2: adapters\[0\]: 'adapter-parot' cannot be found from .*npm install/,
  ],
  [
    'the adapter of another',
    'adapters: [adapter-parrot, adapter-parrot]\n',
    /adapters\[1\]: .*one of that name already/,
  ],
])('%s: the start ends with one line', async (_name, config, told) => {
  verifies('startup', 'outside-adapters')
  await write('gateway.yaml', config)
  await using gateway = start()
  expect(await gateway.exited()).toBe(1)
  const { stderr } = gateway.output()
  expect(stderr.trim().split('\n')).toHaveLength(1)
  expect(stderr).toMatch(told)
})
