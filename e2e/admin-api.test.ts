import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { testGateway } from './support/test-gateway.ts'

const PUBLISHED = new URL('../docs/reference/openapi.json', import.meta.url)

test('the published description of the API is what a gateway serves: write it anew with `npx pnpm schema`', async () => {
  await using gateway = await testGateway()
  const answer = await gateway.request('/openapi.json', { key: '' })
  expect(answer.status).toBe(200)
  expect(await answer.json()).toEqual(JSON.parse(readFileSync(PUBLISHED, 'utf8')))
})

test('its page needs no credential', async () => {
  await using gateway = await testGateway()
  const answer = await gateway.request('/docs', { key: '' })
  expect(answer.status).toBe(200)
  expect(await answer.text()).toContain('/v1/agents/{agent}')
})
