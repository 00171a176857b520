import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { afterAll, describe, expect, test } from 'vitest'
import { adapters } from './adapters.ts'
import { readConfigFile } from './config-file.ts'
import { environmentVariables, readEnvironment } from './environment.ts'

const folder = mkdtempSync(join(tmpdir(), 'config-file-'))
const path = join(folder, 'gateway.yaml')
afterAll(() => rmSync(folder, { recursive: true }))

function read(text: string, variables: Record<string, string> = {}) {
  writeFileSync(path, text)
  return readConfigFile(path, variables, adapters)
}

const AGENT = '- name: a\n    upstreams: [{ url: http://127.0.0.1:9 }]'

const RECORDS = {
  content: true,
  contentBytes: 262_144,
  flushMs: 250,
  durability: 'default',
  eventCharacters: 65_536,
  spillBytes: 1_073_741_824,
  whenFull: 'drop-content',
}
const SIGN_IN = { idleMinutes: 60, longestHours: 12 }

describe('what is read', () => {
  test('agents and records', async () => {
    expect(await read(`agents:\n  ${AGENT}\nrecords: { content: false }\n`)).toEqual({
      path,
      adapters,
      agents: [{ name: 'a', upstreams: [{ url: 'http://127.0.0.1:9' }] }],
      records: { ...RECORDS, content: false },
      sinks: [],
      keys: { personal: false, revokedCalls: 'end' },
      budgets: { whenAway: 'refuse' },
      alerts: { webhooks: [] },
      chains: { maxDepth: 8, sameAgent: 'refuse' },
      retention: { records: '30d', content: '7d', events: '7d', maxSize: '5GiB' },
      metrics: { open: false, agents: 200 },
      signIn: SIGN_IN,
      authentication: { jwt: [] },
    })
  })

  test.each(['', '# nothing yet\n', '{}', 'agents: []\n'])('an empty file %j has the defaults', async (text) => {
    expect(await read(text)).toEqual({
      path,
      adapters,
      agents: [],
      records: RECORDS,
      sinks: [],
      keys: { personal: false, revokedCalls: 'end' },
      budgets: { whenAway: 'refuse' },
      alerts: { webhooks: [] },
      chains: { maxDepth: 8, sameAgent: 'refuse' },
      retention: { records: '30d', content: '7d', events: '7d', maxSize: '5GiB' },
      metrics: { open: false, agents: 200 },
      signIn: SIGN_IN,
      authentication: { jwt: [] },
    })
  })

  test('the environment, in the middle of a text and instead of one', async () => {
    // What is read is not looked through again.
    const once = `$${'{no}'} more`
    const text =
      'agents:\n  - name: a\n    upstreams: [{ settings: { url: "http://${HOST_NAME}:9/${PATH_NAME}", headers: { x-key: os.environ/KEY } } }]\n'
    const { agents } = await read(text, { HOST_NAME: '127.0.0.1', PATH_NAME: 'a2a', KEY: once })
    expect(agents).toEqual([
      { name: 'a', upstreams: [{ settings: { url: 'http://127.0.0.1:9/a2a', headers: { 'x-key': once } } }] },
    ])
  })

  test("agents in LiteLLM's words", async () => {
    const text =
      'agents:\n  - agent_name: a\n    litellm_params: { model: langgraph/agent, api_base: http://127.0.0.1:9, api_key: os.environ/KEY }\n'
    expect((await read(text, { KEY: 'k' })).agents).toEqual([
      {
        name: 'a',
        upstreams: [{ adapter: 'langgraph', settings: { url: 'http://127.0.0.1:9', assistant: 'agent', apiKey: 'k' } }],
      },
    ])
  })

  test('anchors and aliases', async () => {
    const text = `agents:\n  - name: a\n    limits: &limits { bodyBytes: 5 }\n    upstreams: [{ url: http://127.0.0.1:9 }]\n  - name: b\n    limits: *limits\n    upstreams: [{ url: http://127.0.0.1:9 }]\n`
    expect((await read(text)).agents).toMatchObject([{ limits: { bodyBytes: 5 } }, { limits: { bodyBytes: 5 } }])
  })
})

describe('what is wrong is told with line and place', () => {
  test.each([
    ['agents: [\n', /:\d+: not valid YAML/],
    ['agents: []\nagents: []\n', /:2: not valid YAML/],
    ['a: 1\n---\nb: 2\n', /not valid YAML/],
    ['- name: a\n', /:1: must be an object/],
    ['agents: { a: 1 }\n', /:1: agents: must be a list/],
    ['records: {}\nagent: []\n', /:2: agent: is not known here; known are agents, adapters, records/],
    [
      'authentication: { jwt: [{ issuer: https://a.example.com, audience: a, claims: { usr: sub } }] }\n',
      /:1: authentication\.jwt\[0\]\.claims\.usr: is not known here; known are user/,
    ],
    [
      'authentication: { jwt: [{ issuer: https://a.example.com, audience: a, algorithms: [HS256] }] }\n',
      /:1: authentication\.jwt\[0\]\.algorithms\[0\]: must be one of RS256/,
    ],
    [
      'authentication: { jwt: [{ issuer: https://a.example.com, audience: a, userIdPrefix: "" }, { issuer: https://b.example.com, audience: a }] }\n',
      /:1: authentication\.jwt\[1\].*userIdPrefix: is missing/,
    ],
    [
      'agents: []\nrecords:\n  contents: true\n',
      /:3: records\.contents: is not known here; known are content, contentBytes/,
    ],
    ['records:\n  content: sometimes\n', /:2: records\.content: must be true or false/],
    ['records:\n  contentBytes: 0\n', /:2: records\.contentBytes: must be at least 1/],
    ['agents:\n  - name: a\n', /:2: agents\[0\]\.upstreams: is required/],
    [`agents:\n  ${AGENT}\n  ${AGENT}\n`, /:4: agents\[1\]\.name: 'a' is the name of an agent above/],
    [
      'agents:\n  - name: a\n    upstreams:\n      - adapter: watsonx\n        url: http://127.0.0.1:9\n',
      /:4: agents\[0\]\.upstreams\[0\]\.adapter: "watsonx" is not an adapter; known are: a2a, .*hello/,
    ],
    [`agents:\n  ${AGENT}\n    limits:\n      bodyBytes: many\n`, /:5: agents\[0\]\.limits\.bodyBytes: must be/],
    [
      'agents:\n  - agent_name: a\n    litellm_params:\n      model: langgraph/a\n      timeout: 5\n',
      /:5: agents\[0\]\.litellm_params\.timeout: not supported for this provider/,
    ],
    [
      `agents:\n  ${AGENT}\n  - agent_name: a\n    litellm_params: { api_base: "http://127.0.0.1:9" }\n`,
      /agents\[1\]\.name: 'a' is the name of an agent above/,
    ],
    ['agents: *nowhere\n', /alias|not valid YAML/],
  ])('%j', async (text, message) => {
    await expect(read(text)).rejects.toThrow(
      expect.objectContaining({ name: 'StartupError', message: expect.stringMatching(message) }),
    )
    await expect(read(text)).rejects.toThrow(expect.objectContaining({ message: expect.stringContaining(path) }))
  })

  test('everything at once', async () => {
    await expect(read('agents: 1\nrecords: 2\n')).rejects.toThrow(/agents: must be a list \| .*records: /)
  })

  test('a variable that is not set, by name and line; the others are not told', async () => {
    const text = 'agents:\n  - name: a\n    upstreams: [{ url: "${ONE}${OTHER}" }]\n'
    const reading = () => read(text, { ONE: 'secret' })
    await expect(reading()).rejects.toThrow(/:3: the environment variable OTHER is not set/)
    await expect(reading()).rejects.not.toThrow(/secret/)
  })

  test('a file that is named and not there', async () => {
    await expect(readConfigFile(join(folder, 'none.yaml'), {}, adapters)).rejects.toThrow(
      /none\.yaml.*ENOENT.*GATEWAY_CONFIG/,
    )
  })
})

describe('the guide', () => {
  const guide = readFileSync(fileURLToPath(new URL('../../../docs/guide/configuration.md', import.meta.url)), 'utf8')

  test('its example is read', async () => {
    const [, example] = /^```yaml\n([\s\S]*?)^```$/m.exec(guide) ?? []
    expect(await read(example ?? '', { INVOICES_KEY: 'k' })).toMatchObject({
      agents: [{ name: 'invoices', upstreams: [{ settings: { headers: { 'x-api-key': 'k' } } }] }],
    })
  })

  test('it has every environment variable with its default', () => {
    const rows = new Map(
      [...guide.matchAll(/^\| `([A-Z_]+)` \| ([^|]*) \|/gm)].map(([, name = '', value = '']) => [name, value]),
    )
    expect([...rows.keys()]).toEqual(environmentVariables)
    for (const [name, value] of Object.entries(readEnvironment({}))) {
      const shown = rows.get(name)
      expect(shown).toBe(value === '' || (Array.isArray(value) && value.length === 0) ? 'none' : `\`${String(value)}\``)
    }
  })
})

describe('records.redact', () => {
  test('its rules and its function are made ready', async () => {
    writeFileSync(join(folder, 'redact.mjs'), 'export default (record) => record')
    const { redaction } = await read(
      'records: { redact: { members: [Home-Address], patterns: ["EMP-[0-9]+"], module: ./redact.mjs } }',
    )
    expect(redaction?.members).toEqual(new Set(['homeaddress']))
    expect(redaction?.patterns?.map((rule) => rule('it is EMP-12'))).toEqual(['it is [redacted]'])
    expect(redaction?.custom).toBeTypeOf('function')
  })

  test.each([
    ['{ patterns: ["ok", "("] }', 'records.redact.patterns[1]: must be a regular expression in the syntax of RE2'],
    ['{ paths: ["message"] }', 'records.redact.paths[0]: must be a JSONPath (RFC 9535)'],
    ['{ module: ./nowhere.js }', "records.redact.module: './nowhere.js' cannot be found"],
    ['{ module: ./none.mjs }', "records.redact.module: './none.mjs' must export by default a function"],
    ['{ pattern: [] }', 'records.redact.pattern: is not known here; known are members, patterns, paths, module'],
  ])('%s is refused', async (redact, message) => {
    writeFileSync(join(folder, 'none.mjs'), 'export const redact = 1')
    await expect(read(`records:\n  redact: ${redact}\n`)).rejects.toThrow(`${path}:2: ${message}`)
  })
})

test('records.headers takes names of headers, and none of a credential', async () => {
  expect((await read('records: { headers: [User-Agent, x-team] }')).records.headers).toEqual(['User-Agent', 'x-team'])
  for (const name of ['authorization', 'Cookie', 'x-litellm-api-key']) {
    await expect(read(`records:\n  headers: [user-agent, ${name}]\n`)).rejects.toThrow(
      `${path}:2: records.headers[1]: carries a credential, which is never kept; leave it out`,
    )
  }
})
