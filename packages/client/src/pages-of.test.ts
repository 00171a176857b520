import { expect, test } from 'vitest'
import { createClient } from './create-client.ts'
import { pagesOf } from './pages-of.ts'

/** A client of a gateway whose list has three pages, told by `tell`, and what it was asked. */
function pagedClient(tell: (page: number, next: string | undefined) => Response) {
  const asked: string[] = []
  const client = createClient({
    url: 'http://gateway.test',
    fetch: async ({ url }) => {
      const cursor = new URL(url).searchParams.get('cursor')
      asked.push(String(cursor))
      const page = Number(cursor ?? 0)
      return tell(page, page < 2 ? String(page + 1) : undefined)
    },
  })
  return { client, asked }
}

test('follows a bare array by its header, to its end', async () => {
  const { client, asked } = pagedClient((page, next) =>
    Response.json([{ access_group_id: `g-${page}` }], next === undefined ? {} : { headers: { 'x-next-cursor': next } }),
  )
  const ids: string[] = []
  for await (const groups of pagesOf((next) =>
    client.GET('/v1/access_group', { params: { query: { limit: 1, ...next } } }),
  )) {
    ids.push(...groups.map(({ access_group_id }) => access_group_id))
  }
  expect(ids).toEqual(['g-0', 'g-1', 'g-2'])
  expect(asked).toEqual(['null', '1', '2'])
})

test('follows next_cursor, and asks for no page that nobody wants', async () => {
  const { client, asked } = pagedClient((_, next) => Response.json({ agents: [], next_cursor: next ?? null }))
  let pages = 0
  for await (const { agents } of pagesOf((next) => client.GET('/v1/hub', { params: { query: next } }))) {
    expect(agents).toEqual([])
    pages += 1
  }
  expect(pages).toBe(3)
  asked.length = 0
  for await (const _ of pagesOf((next) => client.GET('/v1/hub', { params: { query: next } }))) break
  expect(asked).toEqual(['null'])
})

test('a page that is refused is an error', async () => {
  const { client } = pagedClient(() =>
    Response.json({ error: { code: 'INVALID_PARAMS', message: 'cursor: …' } }, { status: 400 }),
  )
  const pages = pagesOf((next) => client.GET('/v1/hub', { params: { query: next } }))
  await expect(pages.next()).rejects.toMatchObject({ status: 400, code: 'INVALID_PARAMS' })
})
