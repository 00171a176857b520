import { getRequestListener } from '@hono/node-server'
import { expect, test } from 'vitest'
import { call, echo } from './app.fixture.ts'
import { callListener } from './call-listener.ts'
import { createApp } from './create-app.ts'
import { listening, servedAgent, testPorts } from './gateway.fixture.ts'

async function serving(corsOrigins: readonly string[]) {
  const { options } = testPorts([servedAgent('echo', echo)], { corsOrigins })
  const app = getRequestListener(createApp(options).fetch, { overrideGlobalObjects: false })
  const through: string[] = []
  const server = await listening(
    callListener((incoming, outgoing) => {
      through.push(`${incoming.method} ${incoming.url}`)
      return app(incoming, outgoing)
    }, options),
  )
  return { ...server, through, ask: (path: string, init?: RequestInit) => fetch(`${server.url}${path}`, init) }
}

test('a call needs no route, and is answered as by the app', async () => {
  await using server = await serving([])
  const answers = []
  for (const path of ['/a2a/echo', '/v1/a2a/id-echo', '/a2a/echo/', '/a2a/echo/message/send', '/a2a/%65cho']) {
    const response = await server.ask(path, call('SendMessage'))
    const { 'x-request-id': _id, date: _date, ...headers } = Object.fromEntries(response.headers)
    answers.push({ status: response.status, headers, body: await response.json() })
  }
  expect(answers[0]).toMatchObject({ status: 200, body: { id: 7, result: { message: { role: 'ROLE_AGENT' } } } })
  for (const answer of answers) expect(answer).toEqual(answers[0])
  expect(server.through).toEqual(['POST /a2a/echo/', 'POST /a2a/echo/message/send', 'POST /a2a/%65cho'])
})

test('all else has its route', async () => {
  await using server = await serving([])
  expect((await server.ask('/health/live')).status).toBe(200)
  expect((await server.ask('/a2a/echo')).status).toBe(404)
  expect((await server.ask('/a2a/..', call('SendMessage'))).status).toBe(404)
  expect(server.through).toEqual(['GET /health/live', 'GET /a2a/echo', 'POST /'])
})

test('where browsers may call, every answer says so', async () => {
  await using server = await serving(['https://ui.example'])
  const { headers, ...request } = call('SendMessage')
  const response = await server.ask('/a2a/echo', { ...request, headers: { ...headers, origin: 'https://ui.example' } })
  expect(response.headers.get('access-control-allow-origin')).toBe('https://ui.example')
  expect(server.through).toEqual(['POST /a2a/echo'])
})
