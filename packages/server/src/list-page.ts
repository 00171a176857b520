import type { Caller } from '@gateway/core'
import { z } from 'zod'
import {
  type ForCallers,
  type Plain,
  type Route,
  type RouteDescription,
  type RouteRequest,
  replyRoute,
  UNCHANGED,
} from './admin-route.ts'
import { conditionalListReply } from './conditional-reply.ts'
import type { HttpExchange } from './http-exchange.ts'
import { bodyOf, jsonList } from './json-list.ts'
import { jsonReply } from './json-reply.ts'

/** A page of a list that is a bare array, as LiteLLM's clients expect: where it goes on is told in headers. */
export interface ListPage<Item> {
  readonly items: readonly Item[]
  /** `cursor` of the next page. Absent: this is the last. */
  readonly next?: string | undefined
}

/** Where a list goes on. */
export const PAGE_HEADERS = {
  link: 'The address of the next page: `<…>; rel="next"` (RFC 8288). Absent on the last.',
  'x-next-cursor': '`cursor` of the next page. Absent on the last.',
} as const

const LIMIT = 'must be a whole number from 1 to 1000'

/** How many a page has. */
export const pageLimit = z.coerce
  .number(LIMIT)
  .int(LIMIT)
  .min(1, LIMIT)
  .max(1_000, LIMIT)
  .optional()
  .describe('How many a page has. Without it the list is whole.')

/** The headers of a page. The next one is at the same address with another `cursor`, whatever else was asked for. */
export function pageHeaders(
  { origin, query }: Pick<HttpExchange, 'origin' | 'query'>,
  { path, publicUrl }: { readonly path: string; readonly publicUrl: string | undefined },
  next: string | undefined,
): Readonly<Record<string, string>> {
  if (next === undefined) return {}
  const asked = new URLSearchParams(query)
  asked.set('cursor', next)
  return { link: `<${publicUrl ?? origin}${path}?${asked}>; rel="next"`, 'x-next-cursor': next }
}

interface ListRoute<Item, Query>
  extends Omit<RouteDescription, 'method' | 'answers' | 'may' | 'params' | 'body'>,
    ForCallers {
  readonly query: z.ZodType<Query>
  /** Of one item. */
  readonly item: z.ZodType<Item>
  /** The address that callers know, where it is told. */
  readonly publicUrl: string | undefined
  /** Which there are on the page, and how each is shown. */
  serve(
    request: RouteRequest<undefined, Query, undefined, Caller>,
  ): ListPage<() => Plain<NoInfer<Item>>> | Promise<ListPage<() => Plain<NoInfer<Item>>>>
}

/** A route that answers 200 with a bare array, whole or by pages. Views are made in slices: a long list holds up no call. */
export function listRoute<Item, Query>({ item, publicUrl, serve, ...route }: ListRoute<Item, Query>): Route {
  return replyRoute<undefined, Query>({
    ...route,
    method: 'GET',
    answers: { 200: { description: 'Done.', schema: z.array(item), headers: PAGE_HEADERS }, 304: UNCHANGED },
    async serve(request) {
      const { exchange } = request
      const { items, next } = await serve(request)
      const reply = jsonReply([], 200, pageHeaders(exchange, { path: route.path, publicUrl }, next))
      const list = await jsonList(items)
      return conditionalListReply({ ...reply, body: bodyOf(list) }, exchange.headers['if-none-match'], list.digest)
    },
  })
}
