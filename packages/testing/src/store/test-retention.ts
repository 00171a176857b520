import type { CallRecord, Store } from '@gateway/core'
import { describe, expect, it } from 'vitest'
import { sampleRun, sampleSnapshot, sampleStart, sampleWrite } from './sample-run.ts'
import { sampleRecord } from './samples.ts'

/** Long before what other tests make, so that theirs stays. */
const LONG_AGO = Date.parse('2001-01-01T00:00:00.000Z')
const MINE = { holder: 'retention', milliseconds: 60_000 }

const at = (seconds: number) => new Date(LONG_AGO + seconds * 1_000).toISOString()

function oldRecord(seconds: number, fields: Partial<CallRecord> = {}): CallRecord {
  const hex = (LONG_AGO + seconds * 1_000).toString(16).padStart(12, '0')
  const id = `${hex.slice(0, 8)}-${hex.slice(8)}-7000-8000-${seconds.toString(16).padStart(12, '0')}`
  return { ...sampleRecord(0, { agentId: 'retention' }), id, time: at(seconds), ...fields }
}

export function testRetention(store: () => Store): void {
  const content = { request: '{"asked":1}', response: '{"answered":1}' }
  const kept = async () => {
    const { records } = await store().records.page({ agentId: 'retention', limit: 100 }, { content: true })
    return records.map(({ time, request }) => [time, request !== undefined])
  }

  describe('what is old', () => {
    it('goes oldest first: content by itself, records with theirs', async () => {
      const { records, usage } = store()
      await records.append(
        [0, 1, 2, 3, 4, 5].map((seconds) => oldRecord(seconds, seconds === 1 ? { cost: 2 } : { ...content, cost: 2 })),
      )
      expect(await records.oldest('content')).toBe(at(0))
      expect(await records.oldest('records')).toBe(at(0))
      expect(await records.prune('content', at(4), 2)).toBe(2)
      expect(await kept()).toEqual([5, 4, 3, 2, 1, 0].map((seconds) => [at(seconds), seconds > 2]))
      expect(await records.oldest('content')).toBe(at(3))
      expect(await records.prune('content', at(4), 10)).toBe(1)
      expect(await records.prune('content', at(4), 10)).toBe(0)
      expect(await records.prune('records', at(5), 3)).toBe(3)
      expect(await kept()).toEqual([5, 4, 3].map((seconds) => [at(seconds), seconds > 3]))
      expect(await records.oldest('records')).toBe(at(3))
      expect(await records.prune('records', at(5), 10)).toBe(2)
      expect(await kept()).toEqual([[at(5), true]])
      // What was spent stays known.
      const spent = await usage.sum({ agent: ['retention'] }, [])
      expect(spent).toMatchObject([{ sums: { calls: 6, cost: 12 } }])
      expect(await records.prune('records', at(6), 10)).toBe(1)
      expect(await records.get(oldRecord(5).id)).toBeUndefined()
    })

    it('goes without a time, too, as far as is asked for', async () => {
      await store().records.append([oldRecord(10, content), oldRecord(11, content)])
      expect(await store().records.prune('content', undefined, 1)).toBe(1)
      expect(await store().records.prune('records', undefined, 1)).toBe(1)
      expect(await kept()).toEqual([[at(11), true]])
      expect(await store().records.prune('records', at(12), 10)).toBe(1)
    })

    it('is the log of tasks whose work has ended; the tasks stay', async () => {
      const { runs } = store()
      const begin = async (taskId: string, turn: number, endedAt: string | undefined) => {
        const run = sampleRun(taskId, { turn, runId: `${taskId}-${turn}` })
        const events = { first: turn * 10 - 1, last: turn * 10 - 1, lines: '{}' }
        await runs.begin([{ ...sampleStart(run), events }], MINE, 600_000)
        if (endedAt === undefined) return
        const ended = { ...run, endedAt, state: 'TASK_STATE_COMPLETED' } as const
        const snapshot = sampleSnapshot(run, turn * 10, 'COMPLETED')
        await runs.write([{ ...sampleWrite(ended, turn * 10, turn * 10), changed: true, snapshot }], MINE)
      }
      const logged = async (taskId: string) => (await runs.events('runs', taskId, 0, 10)).length > 0
      await begin('aged-1', 1, at(1))
      await begin('aged-2', 1, at(2))
      await begin('aged-again', 1, at(3))
      await begin('aged-again', 2, undefined)
      await begin('aged-later', 1, at(9))
      expect(await runs.pruneEvents(at(5), 1)).toBe(1)
      expect([await logged('aged-1'), await logged('aged-2')]).toEqual([false, true])
      for (let rounds = 0; (await runs.pruneEvents(at(5), 1)) > 0; rounds++) expect(rounds).toBeLessThan(10)
      const tasks = ['aged-1', 'aged-2', 'aged-again', 'aged-later']
      expect(await Promise.all(tasks.map(logged))).toEqual([false, false, true, true])
      expect(await runs.read('runs', 'aged-2')).toMatchObject({ run: { taskId: 'aged-2' }, events: [] })
      expect(await runs.pruneEvents(at(10), 10)).toBeGreaterThan(0)
      expect(await Promise.all(tasks.map(logged))).toEqual([false, false, true, false])
    })

    it('takes room that is told of, or that nobody knows', async () => {
      const bytes = await store().usedBytes()
      expect(bytes === undefined || bytes > 0).toBe(true)
    })
  })
}
