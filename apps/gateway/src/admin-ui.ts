import type { Env, Hono } from 'hono'
import type { UiFile, UiFiles } from './admin-ui-files.ts'

/** Scripts, styles and requests are of this gateway alone, nothing is inline, and no page of others frames it. */
const POLICY = [
  "default-src 'none'",
  "script-src 'self'",
  "style-src 'self'",
  "img-src 'self' data:",
  "font-src 'self'",
  "connect-src 'self'",
  "form-action 'self'",
  "base-uri 'none'",
  "frame-ancestors 'none'",
].join('; ')

const HEADERS = {
  'content-security-policy': POLICY,
  'referrer-policy': 'no-referrer',
  'x-content-type-options': 'nosniff',
  'cross-origin-opener-policy': 'same-origin',
}

/** Their names change with their content. */
const HASHED = /^assets\//

const NOT_BUILT =
  'The admin UI is not built. Start the gateway with `npx pnpm start`, which builds it, or run `npx pnpm build` first.\n'

/** The pages of the build, and where they are. */
const PAGES = { '/ui': 'index.html', '/hub': 'hub.html' } as const

/**
 * Serves the admin UI at `/ui` with its files, and the hub at `/hub`. Addresses that are no file are screens: they get
 * the page, which knows them. Without files, each says in a line how they are made.
 */
export function serveAdminUi<Bound extends Env>(app: Hono<Bound>, built: Promise<UiFiles | undefined>): void {
  const answer = async (place: keyof typeof PAGES, path: string, acceptsGzip: boolean): Promise<Response> => {
    const files = await built
    const page = files?.get(PAGES[place])
    if (files === undefined || page === undefined) return new Response(NOT_BUILT, { status: 503, headers: HEADERS })
    const file = place === '/ui' ? files.get(path) : undefined
    const isHashed = place === '/ui' && HASHED.test(path)
    if (file === undefined && isHashed) {
      return new Response('This file is of another version. Load the page again.\n', { status: 404, headers: HEADERS })
    }
    return fileResponse(file ?? page, isHashed, acceptsGzip)
  }
  for (const place of ['/ui', '/hub'] as const) {
    for (const route of [place, `${place}/*`]) {
      app.get(route, ({ req }) =>
        answer(
          place,
          req.path.slice(place.length).replace(/^\//, ''),
          /\bgzip\b/.test(req.header('accept-encoding') ?? ''),
        ),
      )
    }
  }
}

async function fileResponse(file: UiFile, immutable: boolean, acceptsGzip: boolean): Promise<Response> {
  const compressed = acceptsGzip ? await file.compressed() : undefined
  return new Response(compressed ?? file.content, {
    headers: {
      ...HEADERS,
      'content-type': file.type,
      'cache-control': immutable ? 'public, max-age=31536000, immutable' : 'no-cache',
      vary: 'accept-encoding',
      ...(compressed === undefined ? {} : { 'content-encoding': 'gzip' }),
    },
  })
}
