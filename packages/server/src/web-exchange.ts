import type { HttpExchange, Reply } from './http-exchange.ts'
import { callerLeft, tooLarge } from './node-exchange.ts'

/** A web-standard `Request` as an exchange: wherever Hono runs without Node's own request and response. */
export function webExchange(request: Request): HttpExchange {
  const url = new URL(request.url)
  const controller = new AbortController()
  request.signal.addEventListener('abort', () => controller.abort(callerLeft()), { once: true })
  return {
    method: request.method,
    headers: Object.fromEntries(request.headers),
    query: url.searchParams,
    ip: undefined,
    origin: url.origin,
    signal: controller.signal,
    abort: (reason) => controller.abort(reason),
    async text(limit) {
      const chunks: Uint8Array[] = []
      let size = 0
      for await (const chunk of request.body ?? []) {
        size += chunk.length
        if (size > limit) throw tooLarge(limit)
        chunks.push(chunk)
      }
      return Buffer.concat(chunks).toString('utf8')
    },
  }
}

/** A reply as a web-standard `Response`. */
export function webResponse(reply: Reply): Response {
  const { status, headers, body } = reply
  if (typeof body === 'string') return new Response(body, { status, headers })
  const encoder = new TextEncoder()
  const stream = new ReadableStream<Uint8Array>({
    async pull(controller) {
      try {
        const result = await body.next()
        if (result.done) controller.close()
        else controller.enqueue(encoder.encode(result.value))
      } catch (error) {
        controller.error(error)
      }
    },
    async cancel() {
      await body.return?.()
    },
  })
  return new Response(stream, { status, headers })
}
