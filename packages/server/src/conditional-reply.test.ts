import { expect, test } from 'vitest'
import { ADMIN } from './app.fixture.ts'
import { createApp } from './create-app.ts'
import { testPorts } from './gateway.fixture.ts'

const app = createApp(testPorts([]).options)
const read = (headers: Record<string, string> = {}) =>
  app.request('/v1/access_group', { headers: { ...ADMIN, ...headers } })
const create = (access_group_name: string) =>
  app.request('/v1/access_group', { method: 'POST', headers: ADMIN, body: JSON.stringify({ access_group_name }) })

test('what is read has a tag, and is not sent again while it is the same', async () => {
  const etag = (await read()).headers.get('etag') ?? ''
  expect(etag).toMatch(/^"[\w-]{27}"$/)
  for (const known of [etag, `W/${etag}`, `"other", ${etag}`, '*']) {
    const answer = await read({ 'if-none-match': known })
    expect([answer.status, await answer.text(), answer.headers.get('etag')]).toEqual([304, '', etag])
    expect(answer.headers.get('x-request-id')).not.toBeNull()
  }
  expect((await create('finance')).headers.get('etag')).toMatch(/^"[\w-]{16}\.[\w-]{27}"$/)
  const changed = await read({ 'if-none-match': etag })
  expect(changed.status).toBe(200)
  expect(changed.headers.get('etag')).not.toBe(etag)
})

test('nobody learns by a tag what they may not read', async () => {
  const etag = (await read()).headers.get('etag') ?? ''
  const answer = await app.request('/v1/access_group', {
    headers: { authorization: 'Bearer sk-member', 'if-none-match': etag },
  })
  expect(answer.status).toBe(403)
})
