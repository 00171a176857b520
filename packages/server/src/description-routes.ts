import type { JsonObject } from '@gateway/core'
import { z } from 'zod'
import { openRoute, type Route } from './admin-route.ts'
import { jsonReply } from './json-reply.ts'
import { openApiDocument } from './openapi-document.ts'
import { referencePage } from './reference-page.ts'

const tags = ['Description']
/** The page has no scripts, and loads nothing. */
const POLICY = "default-src 'none'; style-src 'unsafe-inline'; frame-ancestors 'none'; base-uri 'none'"

/** `GET /openapi.json` and `/docs`: what `routes` can do, for programs and for people. */
export function descriptionRoutes(routes: () => readonly Route[]): readonly Route[] {
  let made: { readonly document: JsonObject; readonly page: string } | undefined
  const description = () => {
    if (made !== undefined) return made
    const document = openApiDocument(routes())
    made = { document, page: referencePage(document) }
    return made
  }
  return [
    openRoute({
      method: 'GET',
      path: '/openapi.json',
      operationId: 'getDescription',
      summary: 'Describe this API, as OpenAPI 3.1',
      tags,
      answers: { 200: { description: 'The description.', schema: z.looseObject({ openapi: z.string() }) } },
      serve: () => jsonReply(description().document, 200, { 'cache-control': 'no-cache' }),
    }),
    openRoute({
      method: 'GET',
      path: '/docs',
      operationId: 'readDescription',
      summary: 'Describe this API, as a page to read',
      tags,
      answers: { 200: { description: 'A page.', schema: z.string(), contentType: 'text/html' } },
      serve: () => ({
        status: 200,
        headers: {
          'content-type': 'text/html; charset=utf-8',
          'cache-control': 'no-cache',
          'content-security-policy': POLICY,
          'x-content-type-options': 'nosniff',
        },
        body: description().page,
      }),
    }),
  ]
}
