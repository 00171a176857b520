import { setTimeout as pause } from 'node:timers/promises'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { startPostgres, type TestPostgres } from '../packages/store/src/embedded-postgres.fixture.ts'
import type { TestServer } from './support/agent-script.ts'
import { breakableConnection } from './support/breakable-connection.ts'
import { sdkAgent } from './support/sdk-agent.ts'
import { cardFound, eventually, testGateway } from './support/test-gateway.ts'
import { verifies } from './support/verifies.ts'

/** How long the database is away; `AWAY_SECONDS=60` for the minute that is promised. */
const AWAY_SECONDS = Number(process.env.AWAY_SECONDS ?? 8)
const APART_MS = 50

let postgres: TestPostgres
let agent: TestServer
beforeAll(async () => {
  postgres = await startPostgres()
  agent = await sdkAgent()
})
afterAll(async () => {
  await agent[Symbol.asyncDispose]()
  await postgres[Symbol.asyncDispose]()
})

interface Answered {
  readonly requestId: string
  readonly status: number
  readonly retryAfter: string | null
  readonly away: boolean
}

test(
  'while the database is away under load, messages go on, the rest is told to come back, and no record is missing after',
  async () => {
    verifies('records')
    await using connection = await breakableConnection(postgres.port)
    const url = new URL(await postgres.createDatabase('away_under_load'))
    url.port = String(connection.port)
    await using gateway = await testGateway({
      config: { agents: [{ name: 'agent', upstreams: [{ url: `${agent.url}/` }] }] },
      variables: { DATABASE_URL: url.href, GATEWAY_ENCRYPTION_KEY: 'the-same-key-on-every-gateway-....' },
    })
    await cardFound(gateway, 'agent')
    const key = await gateway.key(['agent'])
    const answers: Answered[] = []
    let away = false
    const ask = async (method: string, params: object) => {
      const requestId = crypto.randomUUID()
      const during = away
      const response = await gateway.request('/a2a/agent', {
        key,
        headers: { 'x-request-id': requestId },
        body: { jsonrpc: '2.0', id: 1, method, params },
      })
      await response.arrayBuffer()
      const retryAfter = response.headers.get('retry-after')
      // What was asked when the database went or came may be answered either way.
      const answered = { requestId, status: response.status, retryAfter, away: during && away }
      answers.push(answered)
      return answered
    }
    const send = () =>
      ask('SendMessage', {
        message: { messageId: crypto.randomUUID(), role: 'ROLE_USER', parts: [{ text: 'message' }] },
      })
    const load = async (seconds: number) => {
      const end = Date.now() + seconds * 1_000
      const sent: Promise<Answered>[] = []
      while (Date.now() < end) {
        sent.push(send())
        await pause(APART_MS)
      }
      return Promise.all(sent)
    }
    // The key is known here before.
    expect((await load(1)).every(({ status }) => status === 200)).toBe(true)
    connection.cut()
    away = true
    const [during, others] = await Promise.all([
      load(AWAY_SECONDS),
      // A task whose owner nobody here knows.
      Promise.all(['one', 'two', 'three'].map((id) => ask('GetTask', { id }))),
    ])
    away = false
    connection.mend()
    expect(during.length).toBeGreaterThan(AWAY_SECONDS * 2)
    expect(during.filter(({ status }) => status !== 200)).toEqual([])
    expect(others.map(({ status, retryAfter }) => [status, Number(retryAfter) > 0])).toEqual(Array(3).fill([503, true]))
    await load(1)

    // All that was answered is there, each once.
    const asked = answers.map(({ requestId }) => requestId).toSorted()
    const kept = async () => {
      const found: string[] = []
      let cursor: string | null = null
      do {
        const page: { logs?: { requestId: string }[]; next_cursor?: string | null } = await gateway.json(
          `/v1/logs?limit=200${cursor === null ? '' : `&cursor=${cursor}`}`,
        )
        found.push(...(page.logs ?? []).map(({ requestId }) => requestId))
        cursor = page.next_cursor ?? null
      } while (cursor !== null)
      return found.filter((id) => asked.includes(id)).toSorted()
    }
    expect(await eventually(kept, (found) => found.length >= asked.length, 60)).toEqual(asked)
  },
  (AWAY_SECONDS + 120) * 1_000,
)
