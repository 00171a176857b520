import { defineAgent, isJsonObject } from '@gateway/core'
import { Validator } from '@seriousme/openapi-schema-validator'
import { describe, expect, test } from 'vitest'
import { z } from 'zod'
import { createApp } from './create-app.ts'
import { descriptionCheck } from './described.fixture.ts'
import { servedAgent, testPorts } from './gateway.fixture.ts'
import { openApiDocument } from './openapi-document.ts'
import { routesOf } from './routes.ts'

const { options } = testPorts([servedAgent('echo', defineAgent({}))])
const routes = routesOf(options)
const app = createApp(options)

describe('GET /openapi.json', () => {
  test('is valid OpenAPI 3.1, and asks for no credential', async () => {
    const answer = await app.request('/openapi.json')
    expect(answer.status).toBe(200)
    const validator = new Validator()
    const result = await validator.validate(z.record(z.string(), z.unknown()).parse(await answer.json()))
    expect(result.errors ?? []).toEqual([])
    expect(validator.version).toBe('3.1')
  })

  test('has every route of the app, and no other', async () => {
    const document = openApiDocument(routes)
    const described = Object.entries(isJsonObject(document.paths) ? document.paths : {}).flatMap(([path, methods]) =>
      Object.keys(isJsonObject(methods) ? methods : {}).map((method) => `${method.toUpperCase()} ${path}`),
    )
    const served = app.routes.map(({ method, path }) => `${method} ${path.replaceAll(/:(\w+)/g, '{$1}')}`)
    expect(described.sort()).toEqual([...new Set(served)].sort())
    expect(described.length).toBeGreaterThan(40)
  })

  test('operations have names of their own', () => {
    const names = routes.map(({ operationId }) => operationId)
    expect(names).toEqual([...new Set(names)])
  })

  test('two schemas of one name are a mistake that is told', () => {
    const [route] = routes
    if (route === undefined) throw new Error('there are no routes')
    const other = { ...route, answers: { 200: { description: 'x', schema: z.string().meta({ id: 'Key' }) } } }
    expect(() => openApiDocument([...routes, other])).toThrow("two schemas are called 'Key'")
  })

  test('tells callers that answers may gain members', () => {
    expect(openApiDocument(routes)).not.toHaveProperty('components.schemas.Key.additionalProperties')
    expect(openApiDocument(routes)).toHaveProperty('components.schemas.Key.properties')
  })
})

test('GET /docs is a page with every operation, without scripts', async () => {
  const answer = await app.request('/docs')
  expect(answer.headers.get('content-type')).toBe('text/html; charset=utf-8')
  expect(answer.headers.get('content-security-policy')).toContain("default-src 'none'")
  const page = await answer.text()
  for (const { operationId } of routes) expect(page).toContain(`id="${operationId}"`)
  expect(page).not.toContain('<script')
})

describe('the check that route tests make of their answers', () => {
  const check = descriptionCheck(routes)
  const answered = { method: 'GET', path: '/v1/access_group', status: 200 }

  test('takes what is described', () => {
    check({ ...answered, body: [] })
    check({ ...answered, status: 403, body: { error: { code: 'PERMISSION_DENIED', message: 'No.' } } })
    check({ ...answered, path: '/nothing', status: 404, body: { error: { code: 'NOT_FOUND', message: 'No.' } } })
  })

  test.each([
    ['a member that is not described', { ...answered, body: [{ access_group_id: 'a', secret: 's' }] }],
    ['an unknown code', { ...answered, status: 403, body: { error: { code: 'NO', message: 'No.' } } }],
    ['another status', { ...answered, status: 201, body: [] }],
    ['another form', { ...answered, body: { groups: [] } }],
  ])('refuses %s', (_what, wrong) => {
    expect(() => check(wrong)).toThrow(/described/)
  })
})
