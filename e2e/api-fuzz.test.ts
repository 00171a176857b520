import fc from 'fast-check'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { type Described, operationsOf } from './support/access/operations.ts'
import { answerText } from './support/answer-text.ts'
import { fewOf, type SchemaOptions, valuesOf } from './support/fuzz/values-of-schema.ts'
import { ADMIN_KEY, type TestGateway, testGateway } from './support/test-gateway.ts'
import { verifies } from './support/verifies.ts'
import type { Wire } from './support/wire.ts'

const SEED = 20_260_131
/** For each operation and each who asks. */
const RUNS = 40
/** Longer than anything takes on a machine that is busy. */
const HANGS_MS = 20_000

let gateway: TestGateway
let operations: ReadonlyMap<string, Described>
let options: SchemaOptions
const keys: Record<string, string> = { 'the admin key': ADMIN_KEY }
const logged: Wire[] = []

beforeAll(async () => {
  gateway = await testGateway({ log: (line) => logged.push(JSON.parse(line)) })
  operations = await operationsOf(gateway)
  const { components } = await gateway.json('/openapi.json', { key: '' })
  await gateway.json('/v1/agents', { body: { name: 'shown', upstreams: [{ adapter: 'hello' }] } })
  await gateway.json('/v1/access_group', { body: { access_group_name: 'group', access_agent_ids: ['hello'] } })
  await gateway.json('/user/new', { body: { user_id: 'ann', auto_create_key: false } })
  const member = { user_id: 'ann', role: 'admin' }
  await gateway.json('/team/new', {
    body: { team_id: 'crew', members_with_roles: [member], object_permission: { agents: 'all' } },
  })
  const made = await gateway.json('/key/generate', { body: { team_id: 'crew', key_alias: 'spare' } })
  keys['an admin of a team'] = await gateway.key('all', { team_id: 'crew', user_id: 'ann' })
  keys['a member'] = await gateway.key('all', { user_id: 'bob' })
  options = {
    schemas: components.schemas,
    known: ['hello', 'shown', 'crew', 'ann', 'bob', 'group', 'spare', made.token],
    wrong: 8,
  }
})
afterAll(() => gateway?.[Symbol.asyncDispose]())

const asText = (value: unknown): string => (typeof value === 'string' ? value : (JSON.stringify(value) ?? ''))

/** Requests of an operation: by its description, or nearly so. */
function requests(operation: Described) {
  return fc.oneof(requestsWith(operation, { ...options, wrong: 0 }), requestsWith(operation, options))
}

function requestsWith({ parameters, body }: Described, options: SchemaOptions) {
  const of = (place: string) =>
    Object.fromEntries(
      parameters.filter((each) => each.in === place).map(({ name, schema }) => [name, valuesOf(schema, options)]),
    )
  return fc.record({
    path: fc.record(of('path')),
    query: fewOf(of('query'), []),
    body: body === undefined ? fc.constant(undefined) : valuesOf(body, options),
    broken: fc.integer({ min: 0, max: 99 }).map((chance) => chance < options.wrong / 2),
  })
}

type Request = ReturnType<typeof requests> extends fc.Arbitrary<infer Value> ? Value : never

async function send(name: string, { method, path }: Described, request: Request, key: string) {
  const address = path.replaceAll(/\{(\w+)\}/g, (_, parameter) =>
    encodeURIComponent(asText(Object.entries(request.path).find(([each]) => each === parameter)?.[1]).toWellFormed()),
  )
  const query = new URLSearchParams(
    Object.entries(request.query).map(([parameter, value]): [string, string] => [parameter, asText(value)]),
  )
  const text = request.body === undefined ? undefined : JSON.stringify(request.body)
  const response = await fetch(`${gateway.url}${address}?${query}`, {
    method,
    redirect: 'manual',
    headers: { authorization: `Bearer ${key}`, ...(text === undefined ? {} : { 'content-type': 'application/json' }) },
    ...(text === undefined ? {} : { body: request.broken ? text.slice(0, -1) : text }),
    signal: AbortSignal.timeout(HANGS_MS),
  })
  return { response, text: await answerText(response, name === 'streamLogs' && response.ok) }
}

/** What no answer may have in it. */
const LEAKS = /\n\s+at |node:internal|node_modules|\.ts:\d|\.js:\d|SQLITE_|sqlite|postgres|TypeError|ZodError|ECONN/i
/** Nothing answers these where a call is made: what an agent does is not the gateway's fault. */
const OF_AGENTS = /^(?:callAgent|(?:send|stream)Message)/

function check(name: string, { response, text }: { response: Response; text: string }) {
  const { status } = response
  if (OF_AGENTS.test(name) ? status === 500 : status >= 500) throw new Error(`${status}: ${text}`)
  if (text.includes(ADMIN_KEY)) throw new Error(`the admin key is in the answer: ${text}`)
  if (status < 400) return
  if (LEAKS.test(text)) throw new Error(`more is told than anybody has to know: ${text}`)
  expect(response.headers.get('x-request-id')).toBeTruthy()
  const answer: Wire = JSON.parse(text)
  if (OF_AGENTS.test(name) && answer.jsonrpc === '2.0') {
    expect(answer.error).toMatchObject({ code: expect.any(Number), message: expect.any(String) })
    return
  }
  expect(answer).toEqual({ error: expect.objectContaining({ code: expect.any(String), message: expect.any(String) }) })
}

describe('whatever is asked of the API', () => {
  // The admin key last: it takes away what the others are.
  test.each(['a member', 'an admin of a team', 'the admin key'])(
    'gets a clear answer: %s',
    { timeout: 300_000 },
    async (who) => {
      verifies('bad-input')
      const failed: object[] = []
      const done = new Set<string>()
      for (const [name, operation] of operations) {
        const property = fc.asyncProperty(requests(operation), async (request) => {
          const answer = await send(name, operation, request, keys[who] ?? '')
          check(name, answer)
          if (answer.response.ok) done.add(name)
        })
        const result = await fc.check(property, { seed: SEED, numRuns: RUNS, endOnFailure: false })
        if (result.failed) {
          failed.push({ name, request: JSON.stringify(result.counterexample), error: String(result.errorInstance) })
        }
      }
      expect(failed).toEqual([])
      // What is sent is good enough to do something: else only refusals would have been tried.
      expect(done.size).toBeGreaterThan(who === 'the admin key' ? operations.size * 0.6 : operations.size * 0.25)
      // Nothing that the gateway did not foresee.
      expect(logged.filter(({ msg }) => /inside the gateway|could not be written/.test(msg))).toEqual([])
      expect((await fetch(`${gateway.url}/health/ready`)).status).toBe(200)
    },
  )
})
