/**
 * The load generator: plain sockets, one request under way on each, every answer checked. It does the same for the
 * gateway and for the yardstick, and little, because it shares two cores with what it measures.
 */
import { connect, type Socket } from 'node:net'
import { problemOf } from '../wire/check-answer.ts'
import { type Job, type JobResult, job, type Quantiles, type Target } from '../wire/job.ts'
import { requestBody, requestHeaders } from '../wire/request.ts'
import { ResponseReader } from '../wire/response-reader.ts'

const PROBLEMS_KEPT = 5
const RUN = Date.now().toString(36)
let requests = 0
const held: Socket[] = []

function quantilesOf(values: number[]): Quantiles {
  const sorted = Float64Array.from(values).sort()
  const at = (share: number) => sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? 0
  return { p50: at(0.5), p99: at(0.99) }
}

function headOf({ origin, path, key, version }: Target, streaming: boolean): string {
  const headers = { host: new URL(origin).host, authorization: `Bearer ${key}`, ...requestHeaders(version, streaming) }
  const lines = Object.entries(headers).map(([name, value]) => `${name}: ${value}\r\n`)
  return `POST ${path} HTTP/1.1\r\n${lines.join('')}`
}

function open({ origin }: Target): Promise<Socket> {
  const { hostname, port } = new URL(origin)
  return new Promise((resolve, reject) => {
    const socket = connect({ host: hostname, port: Number(port), noDelay: true }, () => {
      socket.off('error', reject)
      resolve(socket)
    })
    socket.once('error', reject)
  })
}

function nextRequest(head: string, target: Target, streaming: boolean): { id: string; bytes: string } {
  requests += 1
  const id = `${RUN}-${requests}`
  const body = requestBody(target.version, streaming, id, `message-${id}`)
  return { id, bytes: `${head}content-length: ${Buffer.byteLength(body)}\r\n\r\n${body}` }
}

async function calls(asked: Extract<Job, { kind: 'calls' }>): Promise<JobResult> {
  const { target, streaming, connections, seconds, pauseMs = 0, callees = [{}], once = false } = asked
  const heads = callees.map((callee) => headOf({ ...target, ...callee }, streaming))
  let next = 0
  const sockets = await Promise.all(Array.from({ length: connections }, () => open(target)))
  const latencies: number[] = []
  const firstEvents: number[] = []
  const problems: string[] = []
  const startedAt = performance.now()
  const endAt = startedAt + seconds * 1000

  /** Callers that pause do so at times of their own, or they would all come at once. */
  const paced = (send: () => void) => {
    if (pauseMs === 0) send()
    else setTimeout(send, pauseMs * (0.5 + Math.random()))
  }
  const work = (socket: Socket) =>
    new Promise<void>((resolve) => {
      let id = ''
      let sentAt = 0
      const send = () => {
        const request = nextRequest(heads[next++ % heads.length] ?? '', target, streaming)
        id = request.id
        sentAt = performance.now()
        socket.write(request.bytes)
      }
      const reader = new ResponseReader((answer) => {
        const now = performance.now()
        latencies.push(now - sentAt)
        firstEvents.push(answer.firstAt - sentAt)
        const problem = problemOf(answer, target.version, streaming, id)
        if (problem !== undefined && problems.length < PROBLEMS_KEPT) problems.push(problem)
        const ended = once ? next >= heads.length : now >= endAt
        if (ended || problem !== undefined) resolve()
        else paced(send)
      })
      socket.on('data', (bytes) => reader.write(bytes))
      socket.on('error', (error) => problems.push(error.message))
      socket.on('close', () => resolve())
      paced(send)
    })

  await Promise.all(sockets.map(work))
  const took = (performance.now() - startedAt) / 1000
  for (const socket of sockets) socket.destroy()
  return {
    calls: latencies.length,
    seconds: took,
    latency: quantilesOf(latencies),
    firstEvent: quantilesOf(firstEvents),
    problems,
  }
}

async function hold({ target, streams }: Extract<Job, { kind: 'hold' }>): Promise<JobResult> {
  const head = headOf(target, true)
  const startedAt = performance.now()
  const problems: string[] = []
  const one = async () => {
    const socket = await open(target)
    held.push(socket)
    await new Promise<void>((resolve) => {
      const reader = new ResponseReader(({ status, body }) => problems.push(`HTTP ${status}: ${body}`), resolve)
      socket.on('data', (bytes) => reader.write(bytes))
      socket.on('error', (error) => problems.push(error.message))
      socket.on('close', () => resolve())
      socket.write(nextRequest(head, target, true).bytes)
    })
  }
  // Fifty at a time: it is not the opening that is measured.
  for (let opened = 0; opened < streams; opened += 50) {
    await Promise.all(Array.from({ length: Math.min(50, streams - opened) }, one))
  }
  const none = { p50: 0, p99: 0 }
  const seconds = (performance.now() - startedAt) / 1000
  return { calls: held.length, seconds, latency: none, firstEvent: none, problems: problems.slice(0, PROBLEMS_KEPT) }
}

function leave(): JobResult {
  const left = held.splice(0)
  for (const socket of left) socket.destroy()
  const none = { p50: 0, p99: 0 }
  return { calls: left.length, seconds: 0, latency: none, firstEvent: none, problems: [] }
}

process.on('message', async (message) => {
  const asked = job.parse(message)
  process.send?.(asked.kind === 'calls' ? await calls(asked) : asked.kind === 'hold' ? await hold(asked) : leave())
})
process.once('disconnect', () => process.exit())
process.send?.({ url: '' })
