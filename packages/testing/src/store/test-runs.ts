import { setTimeout as delay } from 'node:timers/promises'
import type { Change, Lease, Store } from '@gateway/core'
import { describe, expect, it } from 'vitest'
import { sampleRun, sampleSnapshot, sampleStart, sampleWrite } from './sample-run.ts'
import { AWKWARD } from './samples.ts'

const MINE: Lease = { holder: 'mine', milliseconds: 60_000 }
const YOURS: Lease = { holder: 'yours', milliseconds: 60_000 }
/** A lease that has expired as soon as a moment has passed. */
const SHORT: Lease = { holder: 'short', milliseconds: 1 }
const CLAIM_MS = 600_000

export function testRuns(store: () => Store): void {
  const begin = (taskId: string, lease = MINE) => store().runs.begin([sampleStart(sampleRun(taskId))], lease, CLAIM_MS)
  const read = (taskId: string) => store().runs.read('runs', taskId)

  describe('runs', () => {
    it('keeps what a turn begins with, and lists its task', async () => {
      const owner = { keyId: `key ${AWKWARD}`, userId: 'u', teamId: 't' }
      const run = sampleRun('whole', { owner, requestId: AWKWARD })
      expect(await store().runs.begin([sampleStart(run)], MINE, CLAIM_MS)).toEqual([{ type: 'begun' }])
      const { entry } = sampleSnapshot(run, 1)
      expect(await read('whole')).toEqual({ entry, sequence: 1, events: [], run, expired: false, cancel: false })
      expect(await store().tasks.get('runs', 'whole')).toEqual(entry)
      expect(await store().tasks.list({ agentId: 'runs', owner, limit: 5 })).toEqual({ entries: [entry], total: 1 })
      expect(await read('none')).toBeUndefined()
      expect(await store().runs.read('runs-other', 'whole')).toBeUndefined()
    })

    it('keeps all that a run has learnt, until its end', async () => {
      const run = sampleRun('learnt')
      await begin('learnt')
      const working = {
        ...run,
        ref: { thread: AWKWARD, deep: [null] },
        cursor: '17',
        usage: { inputTokens: 3, outputTokens: 4, model: 'm' },
      }
      await store().runs.write([{ ...sampleWrite(working, 2, 4), changed: true }], MINE)
      expect(await read('learnt')).toMatchObject({ run: working, sequence: 1, events: [{ first: 2, last: 4 }] })
      const endedAt = '2026-02-02T02:02:02.002Z'
      const ended = { ...working, cost: 0.125, resume: null, endedAt, state: 'TASK_STATE_COMPLETED' } as const
      const snapshot = sampleSnapshot(run, 5, 'COMPLETED')
      await store().runs.write([{ ...sampleWrite(ended, 5, 5), changed: true, snapshot }], MINE)
      expect(await read('learnt')).toEqual({ ...snapshot, events: [], run: ended, expired: false, cancel: false })
      expect(await store().runs.write([sampleWrite(ended, 6, 6)], MINE)).toEqual([])
      expect((await store().runs.events('runs', 'learnt', 0, 10)).at(-1)?.last).toBe(5)
    })

    it('gives the log behind any place, in order', async () => {
      const run = sampleRun('log')
      await begin('log')
      await store().runs.write([sampleWrite(run, 2, 9)], MINE)
      await store().runs.write([sampleWrite(run, 10, 10)], MINE)
      await store().runs.write([sampleWrite(run, 1_000_000, 1_000_001)], MINE)
      const firsts = async (after: number, limit = 10) =>
        (await store().runs.events('runs', 'log', after, limit)).map(({ first }) => first)
      expect(await firsts(0)).toEqual([1, 2, 10, 1_000_000])
      expect(await firsts(5)).toEqual([2, 10, 1_000_000])
      expect(await firsts(9)).toEqual([10, 1_000_000])
      expect(await firsts(10, 1)).toEqual([1_000_000])
      expect(await firsts(1_000_001)).toEqual([])
      expect((await store().runs.events('runs', 'log', 9, 1))[0]).toEqual({ first: 10, last: 10, lines: '{"n":10}' })
    })

    it('begins one of many that claim a message at once, and tells the others of it', async () => {
      const claim = { messageId: `claimed ${AWKWARD}`, body: 'hash' }
      const starts = Array.from({ length: 8 }, (_, index) => sampleStart(sampleRun(`claimed-${index}`), claim))
      const outcomes = await Promise.all(starts.map((start) => store().runs.begin([start], MINE, CLAIM_MS)))
      const winner = outcomes.findIndex(([outcome]) => outcome?.type === 'begun')
      const told = { type: 'claimed', claim: { body: 'hash', taskId: `claimed-${winner}`, turn: 1 } }
      expect(outcomes.map(([outcome]) => outcome)).toEqual(
        starts.map((_, index) => (index === winner ? { type: 'begun' } : told)),
      )
      for (const [index] of starts.entries()) {
        expect((await read(`claimed-${index}`)) !== undefined).toBe(index === winner)
      }
      const find = (owner: { keyId: string; teamId?: string }) =>
        store().runs.findClaim('runs', owner, claim.messageId, CLAIM_MS)
      expect(await find({ keyId: 'key-1' })).toEqual(told.claim)
      expect(await find({ keyId: 'key-2' })).toBeUndefined()
      expect(await find({ keyId: 'key-1', teamId: 'team' })).toBeUndefined()
    })

    it('keeps claims of owners and agents apart, in one batch', async () => {
      const claim = { messageId: 'shared', body: 'hash' }
      const starts = [
        sampleStart(sampleRun('apart-1'), claim),
        sampleStart(sampleRun('apart-2', { owner: { keyId: 'key-2' } }), claim),
        sampleStart(sampleRun('apart-3', { agentId: 'runs-other' }), claim),
        sampleStart(sampleRun('apart-4')),
      ]
      const outcomes = await store().runs.begin(starts, MINE, CLAIM_MS)
      expect(outcomes).toEqual(starts.map(() => ({ type: 'begun' })))
    })

    it('gives a claim that is too old to the next, and forgets it', async () => {
      const claim = { messageId: 'old', body: 'first' }
      await store().runs.begin([sampleStart(sampleRun('old-1'), claim)], MINE, CLAIM_MS)
      await delay(20)
      expect(await store().runs.findClaim('runs', { keyId: 'key-1' }, 'old', 1)).toBeUndefined()
      const next = await store().runs.begin([sampleStart(sampleRun('old-2'), { ...claim, body: 'second' })], MINE, 1)
      expect(next).toEqual([{ type: 'begun' }])
      expect(await store().runs.findClaim('runs', { keyId: 'key-1' }, 'old', CLAIM_MS)).toMatchObject({
        body: 'second',
        taskId: 'old-2',
      })
      await delay(20)
      await store().runs.pruneClaims(1)
      expect(await store().runs.findClaim('runs', { keyId: 'key-1' }, 'old', CLAIM_MS)).toBeUndefined()
    })

    it('begins a turn once, and frees the message that came too late', async () => {
      await begin('turns')
      const second = (runId: string) => sampleRun('turns', { turn: 2, runId })
      const started = (runId: string, messageId: string) => {
        const start = sampleStart(second(runId), { messageId, body: messageId })
        return store().runs.begin([{ ...start, events: { first: 2, last: 2, lines: '{}' } }], MINE, CLAIM_MS)
      }
      expect(await started('turns/a', 'answer-a')).toEqual([{ type: 'begun' }])
      expect(await started('turns/b', 'answer-b')).toEqual([{ type: 'taken' }])
      expect(await store().runs.findClaim('runs', { keyId: 'key-1' }, 'answer-b', CLAIM_MS)).toBeUndefined()
      expect((await read('turns'))?.run?.runId).toBe('turns/a')
    })

    it('takes nothing of a run from who does not hold it', async () => {
      const run = sampleRun('held')
      await begin('held')
      expect(await store().runs.write([sampleWrite(run, 2, 2)], YOURS)).toEqual([])
      expect(await store().runs.write([sampleWrite(run, 2, 2)], MINE)).toEqual([{ runId: run.runId, cancel: false }])
      expect(await store().runs.takeOver(run.runId, YOURS)).toBeUndefined()
      expect(await store().runs.renew([run.runId, 'none'], MINE)).toEqual([{ runId: run.runId, cancel: false }])
      expect(await store().runs.renew([run.runId], { holder: 'nobody', milliseconds: 1 })).toEqual([])
      expect(await store().runs.renew([], MINE)).toEqual([])
      await store().runs.release([run.runId], 'yours')
      expect((await read('held'))?.expired).toBe(false)
    })

    it('takes the same events twice, as when it was not known whether they had been written', async () => {
      const run = sampleRun('twice')
      await begin('twice')
      const write = { ...sampleWrite(run, 2, 4), changed: true, snapshot: sampleSnapshot(run, 4) }
      const held = [{ runId: run.runId, cancel: false }]
      expect([await store().runs.write([write], MINE), await store().runs.write([write], MINE)]).toEqual([held, held])
      expect((await store().runs.events('runs', 'twice', 0, 10)).map(({ last }) => last)).toEqual([1, 4])
    })

    it('renews the leases of those runs alone that it is told', async () => {
      const [carried, forgotten] = [sampleRun('carried'), sampleRun('forgotten')]
      const lease = { holder: 'renewing', milliseconds: 1 }
      await store().runs.begin([sampleStart(carried), sampleStart(forgotten)], lease, CLAIM_MS)
      await delay(20)
      const longer = { ...lease, milliseconds: 60_000 }
      expect(await store().runs.renew([carried.runId], longer)).toEqual([{ runId: carried.runId, cancel: false }])
      expect([(await read('carried'))?.expired, (await read('forgotten'))?.expired]).toEqual([false, true])
    })

    it('lets one take over a run whose lease has expired, and counts it', async () => {
      const run = sampleRun('expired')
      await begin('expired', SHORT)
      await delay(20)
      expect((await read('expired'))?.expired).toBe(true)
      expect((await store().runs.expired(100)).map(({ runId }) => runId)).toContain(run.runId)
      const taken = await Promise.all([store().runs.takeOver(run.runId, MINE), store().runs.takeOver(run.runId, YOURS)])
      expect(taken.filter((one) => one !== undefined)).toEqual([{ ...run, attempts: 2 }])
      expect((await store().runs.expired(100)).map(({ runId }) => runId)).not.toContain(run.runId)
      expect(await store().runs.write([sampleWrite(run, 2, 2)], SHORT)).toEqual([])
    })

    it('lets a run that was released be taken over at once', async () => {
      const run = sampleRun('released')
      await begin('released')
      await store().runs.release([run.runId], MINE.holder)
      await delay(5)
      expect(await store().runs.takeOver(run.runId, YOURS)).toMatchObject({ attempts: 2 })
    })

    it('brings a request to cancel to who holds the run, and tells of it', async () => {
      const run = sampleRun('cancel')
      await begin('cancel')
      const changes: Change[] = []
      const stop = store().onChange((change) => changes.push(change))
      expect(await store().runs.requestCancel('runs', 'cancel')).toBe(true)
      expect(await store().runs.requestCancel('runs-other', 'cancel')).toBe(false)
      await expect.poll(() => changes, { timeout: 5_000 }).toEqual([{ kind: 'task', id: 'cancel' }])
      stop()
      expect((await read('cancel'))?.cancel).toBe(true)
      expect(await store().runs.write([sampleWrite(run, 2, 2)], MINE)).toEqual([{ runId: run.runId, cancel: true }])
      await store().runs.refuseCancel(run.runId)
      expect(await store().runs.renew([run.runId], MINE)).toEqual([{ runId: run.runId, cancel: false }])
      const ended = { ...run, endedAt: run.startedAt, state: 'TASK_STATE_COMPLETED' } as const
      await store().runs.write([{ run: ended, changed: true }], MINE)
      expect(await store().runs.requestCancel('runs', 'cancel')).toBe(false)
    })

    it('keeps the last session of a conversation', async () => {
      const run = sampleRun('session')
      await begin('session')
      expect(await store().runs.getSession('session-1')).toBeUndefined()
      for (const session of [{ thread: 'first' }, { thread: AWKWARD, deep: { n: [1] } }]) {
        await store().runs.write([{ run, changed: false, session: { id: 'session-1', session } }], MINE)
        expect(await store().runs.getSession('session-1')).toEqual(session)
      }
    })

    it('begins and writes many at once', async () => {
      const many = Array.from({ length: 300 }, (_, index) => sampleRun(`many-${index}`, { agentId: 'runs-many' }))
      const outcomes = await store().runs.begin(
        many.map((run) => sampleStart(run, { messageId: run.runId, body: 'x' })),
        MINE,
        CLAIM_MS,
      )
      expect(outcomes.every(({ type }) => type === 'begun')).toBe(true)
      const writes = many.map((run) => ({
        ...sampleWrite(run, 2, 3),
        changed: true,
        snapshot: sampleSnapshot(run, 3, 'COMPLETED'),
      }))
      expect(await store().runs.write(writes, MINE)).toHaveLength(300)
      const listed = {
        agentId: 'runs-many',
        owner: { keyId: 'key-1' },
        state: 'TASK_STATE_COMPLETED',
        limit: 1,
      } as const
      expect((await store().tasks.list(listed)).total).toBe(300)
    })
  })
}
