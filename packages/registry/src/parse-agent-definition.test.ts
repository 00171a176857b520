import { isGatewayError } from '@gateway/core'
import { describe, expect, test } from 'vitest'
import { fakeAdapter } from './fake-adapter.fixture.ts'
import { agentDefinitionIssues, parseAgentDefinition } from './parse-agent-definition.ts'

const adapters = [fakeAdapter().adapter, fakeAdapter('other').adapter]
const url = 'http://127.0.0.1:10001'
const issues = (json: unknown) =>
  agentDefinitionIssues(json, adapters).map(({ path, message }) => `${path.join('/')}: ${message}`)

describe('what is taken', () => {
  test('a name and an address are enough', () => {
    expect(parseAgentDefinition({ name: 'a', upstreams: [{ url }] }, adapters)).toEqual({
      name: 'a',
      strictVersion: false,
      contexts: 'isolate',
      upstreams: [{ name: 'upstream-1', adapter: 'a2a', settings: { url } }],
    })
  })

  test('everything, and its own result again', () => {
    const full = {
      name: 'a',
      description: 'Does it.',
      card: {
        version: '3',
        skills: [{ id: 's', name: 'S', description: 'd' }],
        supportsAuthenticatedExtendedCard: true,
      },
      upstreams: [{ name: 'eu', adapter: 'other', settings: { url, apiKey: 'k', headers: { a: 'b' } } }],
      strictVersion: true,
      contexts: 'pass',
      records: { content: false },
      limits: { bodyBytes: 1, connectSeconds: 1, firstEventSeconds: 2, idleSeconds: 3, totalSeconds: 4, eventBytes: 5 },
    }
    const parsed = parseAgentDefinition(full, adapters)
    expect(parsed).toEqual({
      ...full,
      card: { ...full.card, skills: [{ id: 's', name: 'S', description: 'd', tags: [] }] },
    })
    expect(parseAgentDefinition(parsed, adapters)).toEqual(parsed)
  })

  test('several upstreams; one without a name gets one that no other has', () => {
    const parsed = parseAgentDefinition(
      {
        name: 'a',
        limits: { idleSeconds: 5 },
        routing: {
          strategy: 'priority',
          retries: 1,
          fallbacks: ['b'],
          whenDown: 'move',
          mirror: { upstream: 'upstream-2' },
        },
        upstreams: [
          { url, weight: 3, check: { type: 'path', path: '/up' } },
          { name: 'upstream-2', url, priority: 1, limits: { parallel: 4, requestsPerMinute: 60 } },
          { url, draining: true, cost: { perCall: 0.1 } },
        ],
      },
      adapters,
    )
    expect(parsed.upstreams.map(({ name }) => name)).toEqual(['upstream-1', 'upstream-2', 'upstream-3'])
    expect(parsed.upstreams[0]).toMatchObject({ weight: 3, check: { type: 'path', path: '/up' } })
    expect(parseAgentDefinition(parsed, adapters)).toEqual(parsed)
  })

  test('a member that is undefined, as an absent one', () => {
    const json = { name: 'a', description: undefined, upstreams: [{ url, settings: { apiKey: undefined } }] }
    expect(parseAgentDefinition(json, adapters)).not.toHaveProperty('description')
  })

  test('url and settings.url when they are the same', () => {
    expect(issues({ name: 'a', upstreams: [{ url, settings: { url } }] })).toEqual([])
  })
})

describe('what is refused', () => {
  test.each([
    [undefined, ': is required'],
    [42, ': must be an object'],
    [[], ': must be an object'],
    [{ upstreams: [{ url }] }, 'name: is required'],
    [{ name: 'a' }, 'upstreams: is required'],
    [{ name: 'a', upstreams: [] }, 'upstreams: needs one upstream'],
    [
      {
        name: 'a',
        upstreams: [
          { name: 'eu', url },
          { name: 'eu', url },
        ],
      },
      'upstreams/1/name: is the name of another upstream',
    ],
    [
      { name: 'a', upstreams: [{ url }], routing: { mirror: { upstream: 'b' } } },
      'routing/mirror/upstream: is the name of none',
    ],
    [{ name: 'a', upstreams: [{ url, weight: -1 }] }, 'upstreams/0/weight: must not be less than 0'],
    [
      { name: 'a', upstreams: [{ url, limits: { idleSeconds: 101 } }] },
      'upstreams/0/limits/idleSeconds: must be at most 100',
    ],
    [{ name: 'a', upstreams: [{ url, check: { type: 'path', path: '//x' } }] }, 'upstreams/0/check/path: must begin'],
    [{ name: 'a', upstreams: [{ url }], routing: { strategy: 'random' } }, 'routing/strategy: Invalid option'],
    [{ name: 'a', upstreams: [{ url }], routes: {} }, 'routes: is not known here; known are name, description, card'],
    [{ name: 'a', upstreams: [{ url, wieght: 3 }] }, 'upstreams/0/wieght: is not known here'],
    [
      { name: 'a', upstreams: [{ url, settings: { apikey: 'k' } }] },
      'upstreams/0/settings/apikey: is not known here; known are url, apiKey',
    ],
    [{ name: 'a', upstreams: [{}] }, 'upstreams/0/settings/url: is required'],
    [{ name: 'a', upstreams: [{ url: 'ftp://x' }] }, 'upstreams/0/url: must be an http or https URL'],
    [{ name: 'a', upstreams: [{ settings: { url: 'x' } }] }, 'upstreams/0/settings/url: must be an http or https URL'],
    [{ name: 'a', upstreams: [{ url, settings: { url: 'http://b' } }] }, 'upstreams/0/url: differs from settings.url'],
    [{ name: 'a', upstreams: [{ url: 'http://u:p@host' }] }, 'upstreams/0/url: must not carry a user name or password'],
    [
      { name: 'a', upstreams: [{ adapter: 'nope', url }] },
      'upstreams/0/adapter: "nope" is not an adapter; known are: a2a, other',
    ],
    [{ name: 'a', upstreams: [{ url }], contexts: 'x' }, 'contexts: '],
    [{ name: 'a', upstreams: [{ url }], strictVersion: 'yes' }, 'strictVersion: must be a boolean'],
    [{ name: 'a', upstreams: [{ url }], limits: { idleSeconds: -1 } }, 'limits/idleSeconds: must not be less than 0'],
    [{ name: 'a', upstreams: [{ url }], limits: { connectSeconds: 0 } }, 'limits/connectSeconds: must be more than 0'],
    [{ name: 'a', upstreams: [{ url }], limits: { totalSeconds: 1e10 } }, 'limits/totalSeconds: must be at most'],
    [{ name: 'a', upstreams: [{ url }], limits: { bodyBytes: 1.5 } }, 'limits/bodyBytes: '],
    // The adapter's schema refuses it; it was written as a limit of the agent.
    [{ name: 'a', upstreams: [{ url }], limits: { idleSeconds: 200 } }, 'limits/idleSeconds: must be at most 100'],
    [
      { name: 'a', upstreams: [{ url, settings: { limits: { idleSeconds: 200 } } }] },
      'upstreams/0/settings/limits/idleSeconds: must be at most 100',
    ],
    [
      { name: 'a', upstreams: [{ url, settings: { apiKey: '[redacted]' } }] },
      'upstreams/0/settings/apiKey: has no stored value',
    ],
    [{ name: 'a', upstreams: [{ url }], card: { url } }, 'card/url: is not known here'],
    [
      { name: 'a', upstreams: [{ url }], card: { supportedInterfaces: [] } },
      'card/supportedInterfaces: is not known here',
    ],
    [
      { name: 'a', upstreams: [{ url }], card: { iconUrl: 'javascript:alert(1)' } },
      'card/iconUrl: must be an http or https URL',
    ],
  ])('%j', (json, expected) => {
    const found = issues(json)
    expect(found).toHaveLength(1)
    expect(found[0]).toContain(expected)
  })

  test('an address in the card is told where it belongs', () => {
    expect(issues({ name: 'a', upstreams: [{ url }], card: { url } })[0]).toContain('belongs under upstreams')
  })

  test('everything at once, in one error whose field is the first place', () => {
    const json = { name: 'a/b', extra: 1, upstreams: [{ settings: { headers: { a: 1 } } }] }
    expect(issues(json)).toHaveLength(4)
    try {
      parseAgentDefinition(json, adapters)
      expect.unreachable()
    } catch (error) {
      if (!isGatewayError(error)) throw error
      expect(error).toMatchObject({ code: 'INVALID_PARAMS', field: 'name' })
      for (const part of [
        'name: must not',
        'extra: is not known',
        'upstreams[0].settings.url: is required',
        'upstreams[0].settings.headers.a: must be a string',
      ]) {
        expect(error.message).toContain(part)
      }
    }
    expect(() => parseAgentDefinition({ name: 'a', upstreams: [{}] }, adapters)).toThrow(
      expect.objectContaining({ code: 'INVALID_PARAMS', field: 'upstreams[0].settings.url' }),
    )
  })

  test('nesting that would exhaust the stack', () => {
    const deep = JSON.parse(`${'{"a":'.repeat(9_000)}1${'}'.repeat(9_000)}`)
    expect(() => parseAgentDefinition({ name: 'a', upstreams: [{ settings: deep }] }, adapters)).toThrow(
      /nested deeper/,
    )
  })
})
