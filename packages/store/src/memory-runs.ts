import type {
  Change,
  JsonObject,
  Lease,
  LoggedEvents,
  MessageClaim,
  RunStore,
  StoredRun,
  TaskStore,
  TurnStart,
} from '@gateway/core'
import { scopeOf } from './owner-scope.ts'

interface Kept {
  run: StoredRun
  holder: string
  until: number
  cancel: boolean
}

/** Runs in this process's memory. Snapshots are kept with the other tasks. */
export function memoryRuns(tasks: TaskStore, tell: (change: Change) => void): RunStore {
  const runs = new Map<string, Kept>()
  /** The ids of a task's runs, by turn. */
  const turns = new Map<string, string[]>()
  const logs = new Map<string, LoggedEvents[]>()
  const sequences = new Map<string, number>()
  const claims = new Map<string, MessageClaim & { readonly at: number }>()
  const sessions = new Map<string, JsonObject>()

  const taskKey = ({ agentId, taskId }: { readonly agentId: string; readonly taskId: string }) =>
    JSON.stringify([agentId, taskId])
  const claimKey = (agentId: string, scope: string, messageId: string) => JSON.stringify([agentId, scope, messageId])
  const isOpen = ({ run }: Kept) => run.endedAt === undefined
  const latest = (key: string) => runs.get(turns.get(key)?.at(-1) ?? '')
  const append = (key: string, events: LoggedEvents) => {
    const log = logs.get(key)
    if (log === undefined) logs.set(key, [events])
    else if ((log.at(-1)?.last ?? 0) < events.last) log.push(events)
  }
  const begin = async ({ run, claim, snapshot, events }: TurnStart, lease: Lease, claimMilliseconds: number) => {
    const key = taskKey(run)
    const claimed = claim && claimKey(run.agentId, scopeOf(run.owner), claim.messageId)
    const known = claimed === undefined ? undefined : claims.get(claimed)
    if (known !== undefined && known.at >= Date.now() - claimMilliseconds) {
      const { body, taskId, turn } = known
      return { type: 'claimed', claim: { body, taskId, turn } } as const
    }
    if ((latest(key)?.run.turn ?? 0) >= run.turn) return { type: 'taken' } as const
    if (claimed !== undefined) {
      claims.set(claimed, { body: claim?.body ?? '', taskId: run.taskId, turn: run.turn, at: Date.now() })
    }
    runs.set(run.runId, { run, holder: lease.holder, until: Date.now() + lease.milliseconds, cancel: false })
    turns.set(key, [...(turns.get(key) ?? []), run.runId])
    append(key, events)
    sequences.set(key, snapshot.sequence)
    await tasks.put([snapshot.entry])
    return { type: 'begun' } as const
  }
  const renewed = (kept: Kept, lease: Lease) => {
    kept.until = Date.now() + lease.milliseconds
    return { runId: kept.run.runId, cancel: kept.cancel }
  }
  const eventsAfter = (key: string, after: number) => {
    const log = logs.get(key) ?? []
    return log.slice(log.findLastIndex(({ last }) => last <= after) + 1)
  }

  return {
    begin: (starts, lease, claimMilliseconds) =>
      Promise.all(starts.map((start) => begin(start, lease, claimMilliseconds))),
    async write(writes, lease) {
      const held = []
      for (const { run, changed, events, snapshot, session } of writes) {
        const kept = runs.get(run.runId)
        if (kept === undefined || kept.holder !== lease.holder || !isOpen(kept)) continue
        held.push(renewed(kept, lease))
        if (changed) kept.run = run
        if (events !== undefined) append(taskKey(run), events)
        if (session !== undefined) sessions.set(session.id, session.session)
        if (snapshot === undefined) continue
        sequences.set(taskKey(run), snapshot.sequence)
        await tasks.put([snapshot.entry])
      }
      return held
    },
    async renew(runIds, lease) {
      return runIds.flatMap((runId) => {
        const kept = runs.get(runId)
        return kept !== undefined && isOpen(kept) && kept.holder === lease.holder ? [renewed(kept, lease)] : []
      })
    },
    async release(runIds, holder) {
      for (const runId of runIds) {
        const kept = runs.get(runId)
        if (kept?.holder === holder && isOpen(kept)) Object.assign(kept, { holder: '', until: 0 })
      }
    },
    async expired(limit) {
      return [...runs.values()]
        .filter((kept) => isOpen(kept) && kept.until < Date.now())
        .sort((left, right) => left.until - right.until)
        .slice(0, limit)
        .map(({ run }) => run)
    },
    async takeOver(runId, lease) {
      const kept = runs.get(runId)
      if (kept === undefined || !isOpen(kept) || kept.until >= Date.now()) return undefined
      kept.holder = lease.holder
      kept.until = Date.now() + lease.milliseconds
      kept.run = { ...kept.run, attempts: kept.run.attempts + 1 }
      return kept.run
    },
    async requestCancel(agentId, taskId) {
      const kept = latest(taskKey({ agentId, taskId }))
      if (kept === undefined || !isOpen(kept)) return false
      kept.cancel = true
      tell({ kind: 'task', id: taskId })
      return true
    },
    async refuseCancel(runId) {
      const kept = runs.get(runId)
      if (kept !== undefined) kept.cancel = false
    },
    async pruneEvents(before, limit) {
      const old = [...turns.keys()].filter((key) => {
        const ended = latest(key)?.run.endedAt
        return logs.has(key) && ended !== undefined && ended < before
      })
      for (const key of old.slice(0, limit)) logs.delete(key)
      return Math.min(old.length, limit)
    },
    async findClaim(agentId, owner, messageId, claimMilliseconds) {
      const known = claims.get(claimKey(agentId, scopeOf(owner), messageId))
      if (known === undefined || known.at < Date.now() - claimMilliseconds) return undefined
      return { body: known.body, taskId: known.taskId, turn: known.turn }
    },
    async read(agentId, taskId) {
      const entry = await tasks.get(agentId, taskId)
      if (entry === undefined) return undefined
      const key = taskKey({ agentId, taskId })
      const sequence = sequences.get(key) ?? 0
      const kept = latest(key)
      const open = kept !== undefined && isOpen(kept)
      return {
        entry,
        sequence,
        events: eventsAfter(key, sequence),
        ...(kept === undefined ? {} : { run: kept.run }),
        expired: open && kept.until < Date.now(),
        cancel: open && kept.cancel,
      }
    },
    async events(agentId, taskId, after, limit) {
      return eventsAfter(taskKey({ agentId, taskId }), after).slice(0, limit)
    },
    async getSession(id) {
      return sessions.get(id)
    },
    async pruneClaims(claimMilliseconds) {
      for (const [key, { at }] of claims) if (at < Date.now() - claimMilliseconds) claims.delete(key)
    },
  }
}
