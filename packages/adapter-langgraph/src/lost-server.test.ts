/** A server that goes away in the middle of a run. */
import type { RunEvent } from '@gateway/core'
import { expect, it } from 'vitest'
import { startLangGraph } from './langgraph-server.fixture.ts'
import { eventsOf, runContext, runnerOf, turnOf } from './turn.fixture.ts'

it('fails when the server does not come back, and does not invite to send the message again', async () => {
  const server = await startLangGraph()
  try {
    const context = runContext()
    const run = runnerOf({ url: server.url, assistant: 'slow' }).run(turnOf('hi'), context)
    async function* killedMeanwhile(): AsyncGenerator<RunEvent> {
      let pieces = 0
      for await (const event of run) {
        if (event.type === 'text' && ++pieces === 3) await server.kill()
        yield event
      }
    }
    const events = await eventsOf(killedMeanwhile(), context)
    expect(events.at(-1)).toMatchObject({
      type: 'failed',
      error: { code: 'AGENT_UNREACHABLE', retryable: false, message: expect.stringContaining('no longer be reached') },
    })
    expect(events.filter(({ type }) => type === 'started')).toHaveLength(1)
  } finally {
    await server.stop()
  }
})
