import { createServer, type IncomingMessage, request, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'

/** What stands between an agent and its server, to see what is sent and to disturb what comes back. */
export interface ServerProxy {
  readonly url: string
  /** `METHOD /path`, in the order in which they came. */
  readonly requests: string[]
  /** Bodies of the requests that had one, as JSON. */
  readonly bodies: unknown[]
  readonly headers: IncomingMessage['headers'][]
  /**
   * Ends the connection of the next stream after so many bytes of its body, and answers so many of the requests that
   * follow with 502, as while the server is away.
   */
  cutAfter(bytes: number, refused?: number): void
  /** Answers that are being sent now. */
  streams(): number
  stop(): Promise<void>
}

export async function startProxy(target: string): Promise<ServerProxy> {
  const requests: string[] = []
  const bodies: unknown[] = []
  const headers: IncomingMessage['headers'][] = []
  let cut: number | undefined
  let toRefuse = 0
  let refuse = 0
  let streams = 0
  const forward = async (from: IncomingMessage, to: ServerResponse) => {
    requests.push(`${from.method} ${from.url}`)
    headers.push(from.headers)
    if (refuse > 0) {
      refuse -= 1
      to.writeHead(502, { 'content-type': 'text/html' }).end('<html>')
      return
    }
    const chunks: Buffer[] = []
    for await (const chunk of from) chunks.push(chunk)
    const body = Buffer.concat(chunks)
    if (body.length > 0) bodies.push(JSON.parse(body.toString()))
    const sent = request(new URL(from.url ?? '/', target), { method: from.method ?? 'GET', headers: from.headers })
    sent.on('error', () => to.destroy())
    streams += 1
    to.on('close', () => {
      streams -= 1
      sent.destroy()
    })
    sent.on('response', (answer) => {
      to.writeHead(answer.statusCode ?? 502, answer.headers)
      to.flushHeaders()
      let left = answer.headers['content-type']?.includes('event-stream') ? cut : undefined
      if (left !== undefined) {
        cut = undefined
        refuse = toRefuse
      }
      answer.on('data', (chunk: Buffer) => {
        if (left === undefined) return void to.write(chunk)
        if (left <= 0) return
        to.write(chunk.subarray(0, left), () => left !== undefined && left <= 0 && to.destroy())
        left -= chunk.length
      })
      answer.on('end', () => {
        if (left === undefined) to.end()
        else if (left > 0) to.destroy()
      })
      answer.on('error', () => to.destroy())
    })
    sent.end(body)
  }
  const server = createServer((from, to) => void forward(from, to)).listen(0, '127.0.0.1')
  await new Promise((resolve) => server.once('listening', resolve))
  const { port } = server.address() as AddressInfo
  return {
    url: `http://127.0.0.1:${port}`,
    requests,
    bodies,
    headers,
    cutAfter(bytes, refused = 0) {
      cut = bytes
      toRefuse = refused
    },
    streams: () => streams,
    async stop() {
      server.closeAllConnections()
      await new Promise((resolve) => server.close(resolve))
    },
  }
}
