import type { HttpExchange, Reply } from './http-exchange.ts'
import { callerLeft, tooLarge } from './request-failures.ts'

/** A web-standard `Request` as an exchange, with the way to answer it. */
export interface WebExchange {
  readonly exchange: HttpExchange
  /** The reply as a web-standard `Response`. */
  respond(reply: Reply): Response
}

/** Takes up a web-standard `Request`: wherever Hono runs without Node's own request and response. */
export function webExchange(request: Request): WebExchange {
  const url = new URL(request.url)
  const controller = new AbortController()
  const left = () => controller.abort(callerLeft())
  if (request.signal.aborted) left()
  else request.signal.addEventListener('abort', left, { once: true })
  let closed = false
  let onClosed: (() => void) | undefined
  const close = () => {
    if (closed) return
    closed = true
    onClosed?.()
  }
  const exchange: HttpExchange = {
    method: request.method,
    headers: Object.fromEntries(request.headers),
    query: url.searchParams,
    ip: undefined,
    origin: url.origin,
    signal: controller.signal,
    abort: (reason) => controller.abort(reason),
    whenClosed(act) {
      if (closed) act()
      else onClosed = act
    },
    text: (limit) => bodyText(request, limit),
  }
  return {
    exchange,
    respond({ status, headers: named, body, cookies = [] }) {
      const headers = new Headers(named)
      for (const cookie of cookies) headers.append('set-cookie', cookie)
      if (typeof body === 'string') {
        close()
        // Statuses such as 304 take no body at all, not even an empty one.
        return new Response(body === '' ? null : body, { status, headers })
      }
      return new Response(bodyStream(body, { left, close }), { status, headers })
    },
  }
}

async function bodyText(request: Request, limit: number): Promise<string> {
  if (Number(request.headers.get('content-length') ?? 0) > limit) throw tooLarge(limit)
  const chunks: Uint8Array[] = []
  let size = 0
  try {
    for await (const chunk of request.body ?? []) {
      size += chunk.length
      if (size > limit) break
      chunks.push(chunk)
    }
  } catch {
    throw callerLeft()
  }
  if (size > limit) throw tooLarge(limit)
  return Buffer.concat(chunks).toString('utf8')
}

function bodyStream(
  body: AsyncIterator<string, undefined>,
  { left, close }: { readonly left: () => void; readonly close: () => void },
): ReadableStream<Uint8Array> {
  const encoder = new TextEncoder()
  return new ReadableStream<Uint8Array>(
    {
      async pull(controller) {
        try {
          const result = await body.next()
          if (!result.done) return controller.enqueue(encoder.encode(result.value))
          close()
          controller.close()
        } catch (error) {
          close()
          controller.error(error)
        }
      },
      async cancel() {
        left()
        close()
        await body.return?.()
      },
    },
    // Nothing is pulled before the reader asks.
    { highWaterMark: 0 },
  )
}
