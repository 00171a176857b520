/**
 * The agent behind: a bare HTTP server that answers A2A over JSON-RPC in both versions. Below `/burst` a stream is
 * written as fast as the socket takes it, below `/single` each event in a turn of its own, below `/hold` a stream stays
 * open after its first two events. `GET /open` tells how many streams are open. The agent at `/described` has a card.
 */
import { randomUUID } from 'node:crypto'
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import { setImmediate as turn } from 'node:timers/promises'
import { z } from 'zod'
import { announce } from '../suite/announce.ts'
import { openingEvents, streamEvents, unaryAnswer } from '../wire/answer.ts'
import type { ProtocolVersion } from '../wire/protocol-version.ts'
import { METHODS } from '../wire/versions.ts'

const call = z.object({ id: z.union([z.string(), z.number()]), method: z.string() })

const CARD_PATH = '/described/.well-known/agent-card.json'

const skill = (subject: string) => ({
  id: subject,
  name: `Questions about ${subject}`,
  description: `Answers what somebody in the office asks about ${subject}, with the numbers of the documents it found.`,
  tags: [subject, 'office'],
  examples: [`Which of the ${subject} are still open?`],
})

const cardAt = (host: string) => ({
  name: 'Office',
  description: 'Answers questions about what a small office has on its desks.',
  version: '1.2.0',
  supportedInterfaces: [{ url: `http://${host}/described`, protocolBinding: 'JSONRPC', protocolVersion: '1.0' }],
  capabilities: { streaming: true },
  defaultInputModes: ['text/plain'],
  defaultOutputModes: ['text/plain'],
  skills: ['invoices', 'orders', 'contracts'].map(skill),
})

let open = 0

function versionOf(method: string): ProtocolVersion {
  return method === METHODS['1.0'].send || method === METHODS['1.0'].stream ? '1.0' : '0.3'
}

async function drained(response: ServerResponse): Promise<void> {
  await new Promise<void>((resolve) => {
    const done = () => {
      response.off('drain', done)
      response.off('close', done)
      resolve()
    }
    response.on('drain', done)
    response.on('close', done)
  })
}

async function stream(path: string, response: ServerResponse, events: readonly string[]): Promise<void> {
  response.writeHead(200, { 'content-type': 'text/event-stream', 'cache-control': 'no-cache' })
  open += 1
  response.once('close', () => {
    open -= 1
  })
  for (const event of events) {
    if (response.destroyed) return
    if (!response.write(event)) await drained(response)
    if (path === '/single') await turn()
  }
  if (path !== '/hold') response.end()
}

function answer(path: string, body: string, response: ServerResponse): void {
  const { id, method } = call.parse(JSON.parse(body))
  const version = versionOf(method)
  const ids = { requestId: JSON.stringify(id), taskId: randomUUID(), contextId: randomUUID() }
  if (method === METHODS[version].stream) {
    void stream(path, response, path === '/hold' ? openingEvents(version, ids) : streamEvents(version, ids))
    return
  }
  const text = unaryAnswer(version, ids)
  response.writeHead(200, { 'content-type': 'application/json', 'content-length': Buffer.byteLength(text) })
  response.end(text)
}

function serve(request: IncomingMessage, response: ServerResponse): void {
  const path = request.url ?? '/'
  if (request.method !== 'POST') {
    const found = path === '/open' ? { open } : path === CARD_PATH ? cardAt(request.headers.host ?? '') : undefined
    response.writeHead(found ? 200 : 404, { 'content-type': 'application/json' })
    response.end(JSON.stringify(found ?? {}))
    return
  }
  const chunks: Buffer[] = []
  request.on('data', (chunk: Buffer) => chunks.push(chunk))
  request.on('end', () => answer(path, Buffer.concat(chunks).toString(), response))
}

announce(createServer({ keepAliveTimeout: 120_000 }, serve))
