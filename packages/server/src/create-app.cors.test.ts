import { describe, expect, test } from 'vitest'
import { call, echo, MEMBER, message, paths } from './app.fixture.ts'
import { servedAgent, testPorts } from './gateway.fixture.ts'

describe.each(paths)('CORS over %s', (_name, start) => {
  const origin = 'https://app.example.com'
  const ports = () => testPorts([servedAgent('echo', echo)], { corsOrigins: [origin] })
  const answers: [string, string, RequestInit & { headers: Record<string, string> }][] = [
    ['an answer', '/a2a/echo', call('SendMessage')],
    ['an error', '/a2a/echo', call('GetTask', { id: 'x' })],
    ['a refusal', '/a2a/echo', call('SendMessage', {}, {})],
    ['a stream', '/a2a/echo', call('SendStreamingMessage')],
    ['a card', '/a2a/echo/.well-known/agent-card.json', { headers: MEMBER }],
    ['a list', '/v1/agents', { headers: MEMBER }],
    ['what is not there', '/nothing', { headers: {} }],
    ['health', '/health/live', { headers: {} }],
  ]

  test.each(answers)('%s can be read by a page of a listed origin, and by no other', async (_what, path, init) => {
    await using app = await start(ports())
    const response = await app.ask(path, { ...init, headers: { ...init.headers, origin } })
    await response.text()
    expect(response.headers.get('access-control-allow-origin')).toBe(origin)
    expect(response.headers.get('access-control-expose-headers')).toContain('x-request-id')
    expect(response.headers.get('vary')?.split(', ')).toContain('Origin')
    const other = await app.ask(path, { ...init, headers: { ...init.headers, origin: 'https://evil.example' } })
    await other.text()
    expect(other.headers.get('access-control-allow-origin')).toBeNull()
    expect(other.headers.get('vary')?.split(', ')).toContain('Origin')
  })

  test('a preflight is answered without a key', async () => {
    await using app = await start(ports())
    const preflight = (from: string) =>
      app.ask('/a2a/echo', {
        method: 'OPTIONS',
        headers: {
          origin: from,
          'access-control-request-method': 'POST',
          'access-control-request-headers': 'authorization,a2a-version',
        },
      })
    const response = await preflight(origin)
    expect(response.status).toBe(204)
    expect(response.headers.get('access-control-allow-origin')).toBe(origin)
    expect(response.headers.get('access-control-allow-methods')).toContain('POST')
    expect(response.headers.get('access-control-allow-headers')).toMatch(/authorization.*a2a-version/)
    expect(response.headers.get('access-control-max-age')).toBe('600')
    expect((await preflight('https://evil.example')).headers.get('access-control-allow-origin')).toBeNull()
  })

  test('off by default; * allows every page', async () => {
    await using closed = await start(testPorts([servedAgent('echo', echo)]))
    const refused = await closed.ask('/a2a/echo', call('SendMessage', { message }, { ...MEMBER, origin }))
    expect([...refused.headers.keys()].filter((name) => name.startsWith('access-control'))).toEqual([])
    await using open = await start(testPorts([servedAgent('echo', echo)], { corsOrigins: ['*'] }))
    const response = await open.ask('/a2a/echo', call('SendMessage', { message }, { ...MEMBER, origin }))
    expect(response.headers.get('access-control-allow-origin')).toBe('*')
    expect(response.headers.get('vary')).toBeNull()
  })
})
