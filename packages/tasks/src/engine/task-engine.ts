import { randomUUID } from 'node:crypto'
import type { Agent, Lease, Logger, Store, StoredRun } from '@gateway/core'
import { gatewayError } from '@gateway/core'
import { cancelLive, failLive } from './cancel-task.ts'
import { type EngineParts, type LiveRun, placeName, type RunnerAgent } from './engine-parts.ts'
import { createLogWriter } from './log-writer.ts'
import { canResume, rescueRun } from './rescue-run.ts'
import { type RunnerAgentOptions, runnerAgent } from './runner-agent.ts'
import { TaskRun } from './task-run.ts'

export interface TaskEngineOptions {
  readonly store: Pick<Store, 'tasks' | 'runs' | 'onChange'>
  readonly logger?: Logger
  /** Milliseconds that a process may not be heard of before its runs are taken over. Default 15,000; renewed each third of it. */
  readonly leaseMs?: number
  /** Milliseconds that pieces of content may wait to be written. What a crash can lose of them. Default 100. */
  readonly flushMs?: number
  /** Milliseconds for which a message that is sent again is the same. Default 10 minutes. */
  readonly claimMs?: number
  /** Characters of content that are kept of a task. Default 64 Mi. */
  readonly contentLimit?: number
  /** Hears of each run that has ended, and taken or cost something, while the call that began it was gone. Must not throw. */
  readonly endedAlone?: (run: StoredRun) => void
}

/** Finds the agent whose runs a process that is gone has left. `undefined`: there is no such agent any more. */
export type FindRunnerAgent = (agentId: string) => RunnerAgent | undefined

/**
 * Carries out the messages of agents that are made of runners, as tasks that last: written with every event, owned,
 * listed, canceled and followed from any gateway on the same store, and taken over when their process is gone.
 */
export interface TaskEngine extends AsyncDisposable {
  /** How many runs are under way in this process. */
  readonly running: number
  /** The whole agent. `complete()` calls it. */
  agent(inner: Agent, options: RunnerAgentOptions): Agent
  /** Takes over what processes have left that are gone: now, and from then on. */
  start(find: FindRunnerAgent): void
  /** Cancels what this process carries out for an agent. */
  cancelAgent(agentId: string): void
  /**
   * Takes up nothing more. Runs may end within `seconds`; of the others, those that another process can join are left to
   * it, and the rest fail with a message that says why.
   */
  drain(seconds: number): Promise<void>
}

const SWEPT_AT_ONCE = 100
const RENEWED_AT_ONCE = 1_000
const LOOKED_IN_VAIN = 'runs that a process has left could not be looked for; trying again'
const A_DAY = 86_400
const LONGEST_TIMER_MS = 2_147_483_647
/** How long runs that are ended may take to say so. */
const LAST_WORDS_MS = 6_000
const LAST_LOOK_MS = 1_000

export function createTaskEngine(options: TaskEngineOptions): TaskEngine {
  const { store, logger, leaseMs = 15_000, flushMs = 100, claimMs = 600_000 } = options
  const { contentLimit = 64 * 1024 * 1024, endedAlone = () => undefined } = options
  const lease: Lease = { holder: randomUUID(), milliseconds: leaseMs }
  const writer = createLogWriter({ runs: store.runs, lease, flushMs, claimMs, logger })
  const live = new Map<string, LiveRun>()
  let stopping = false
  let beat: NodeJS.Timeout | undefined
  let beating: Promise<void> = Promise.resolve()
  let find: FindRunnerAgent | undefined

  const cancel = (run: LiveRun) =>
    cancelLive(parts, run).catch(() => store.runs.refuseCancel(run.taskRun.run.runId).catch(() => undefined))
  const parts: EngineParts = {
    tasks: store.tasks,
    runs: store.runs,
    writer,
    lease,
    claimMs,
    contentLimit,
    logger,
    stopping: () => stopping,
    live: (place) => live.get(placeName(place)),
    launch(run, agent) {
      const taskRun = new TaskRun({
        ...run,
        writer,
        contentLimit,
        runMs: agent.totalSeconds === 0 ? undefined : Math.min((agent.totalSeconds ?? A_DAY) * 1_000, LONGEST_TIMER_MS),
        logger,
        cancelAsked: () => void cancel(entry),
        tookTooLong: () => void failLive(parts, entry, tookTooLong()),
        endedAlone,
      })
      const entry: LiveRun = { taskRun, agent }
      const name = placeName(run.run)
      live.set(name, entry)
      void taskRun.over.then(() => {
        if (live.get(name) === entry) live.delete(name)
      })
      void taskRun.carryOut()
      return taskRun
    },
    rescue: (run, agent) => rescueRun(parts, run, agent ?? find?.(run.agentId)),
  }

  const renew = async () => {
    // What begins meanwhile is not asked about, and so not missed.
    const carried = [...live.values()]
    for (let from = 0; from < carried.length; from += RENEWED_AT_ONCE) {
      const some = carried.slice(from, from + RENEWED_AT_ONCE)
      const renewed = await writer.renew(some.map(({ taskRun }) => taskRun.run.runId))
      const held = new Map(renewed.map(({ runId, cancel }) => [runId, cancel]))
      for (const run of some) {
        const asked = held.get(run.taskRun.run.runId)
        if (asked) void cancel(run)
        // Another process has taken it over: this one was not heard of for too long.
        if (asked === undefined && run.taskRun.run.endedAt === undefined) run.taskRun.lost()
      }
    }
  }
  const sweep = async () => {
    if (find === undefined || stopping) return
    for (const run of await store.runs.expired(SWEPT_AT_ONCE)) {
      // One that cannot be taken over keeps no other from it.
      await parts.rescue(run, undefined).catch((error) => {
        logger?.error({ err: error, runId: run.runId }, 'a run could not be taken over; trying again')
      })
    }
    await store.runs.pruneClaims(claimMs)
  }
  const schedule = () => {
    beat = setTimeout(() => {
      beating = renew()
        .catch((error) => logger?.warn({ err: error }, 'leases of runs could not be renewed; trying again'))
        .then(sweep)
        .catch((error) => logger?.warn({ err: error }, LOOKED_IN_VAIN))
        .finally(() => {
          if (beat !== undefined) schedule()
        })
    }, leaseMs / 3)
    beat.unref()
  }
  schedule()
  const stopListening = store.onChange(({ kind, id }) => {
    if (kind !== 'task') return
    for (const run of live.values()) if (run.taskRun.run.taskId === id) void cancelIfAsked(run)
  })
  /** Another agent may have a task of that id. */
  const cancelIfAsked = async (run: LiveRun) => {
    const { agentId, taskId } = run.taskRun.run
    const stored = await store.runs.read(agentId, taskId).catch(() => undefined)
    if (stored?.cancel) await cancel(run)
  }
  const allOver = () => Promise.all([...live.values()].map(({ taskRun }) => taskRun.over))

  return {
    get running() {
      return live.size
    },
    agent: (inner, runnerOptions) => runnerAgent(parts, inner, runnerOptions),
    start(found) {
      find = found
      beating = sweep().catch((error) => logger?.warn({ err: error }, LOOKED_IN_VAIN))
    },
    cancelAgent(agentId) {
      for (const run of live.values()) if (run.taskRun.run.agentId === agentId) void cancel(run)
    },
    async drain(seconds) {
      stopping = true
      const end = performance.now() + seconds * 1_000
      // What was being taken up when it began is carried out too.
      do await within(allOver(), Math.max(0, end - performance.now()))
      while (live.size > 0 && performance.now() < end)
      const left = [...live.values()]
      await within(
        Promise.all(
          left.map(async (run) => {
            const { taskRun, agent } = run
            if (canResume(taskRun.run, agent)) {
              const { runId } = taskRun.run
              await taskRun.leave()
              await store.runs.release([runId], lease.holder).catch((error) => {
                logger?.warn({ err: error, runId }, 'a run could not be handed over; it waits for its lease to expire')
              })
            } else {
              await failLive(parts, run, stopped())
            }
          }),
        ),
        LAST_WORDS_MS,
      )
    },
    async [Symbol.asyncDispose]() {
      if (!stopping) await this.drain(0)
      clearTimeout(beat)
      beat = undefined
      stopListening()
      // A database that answers no more is not waited for.
      await within(beating, LAST_LOOK_MS)
      writer.close()
      for (const { taskRun } of live.values()) taskRun.lost()
    },
  }
}

async function within(work: Promise<unknown>, milliseconds: number): Promise<void> {
  let timer: NodeJS.Timeout | undefined
  const timeout = new Promise<void>((resolve) => {
    timer = setTimeout(resolve, milliseconds)
  })
  try {
    await Promise.race([work, timeout])
  } finally {
    clearTimeout(timer)
  }
}

const stopped = () =>
  gatewayError('UNAVAILABLE', 'The gateway was stopped before the agent had answered. Send the message again.', {
    retryable: true,
  })

const tookTooLong = () =>
  gatewayError(
    'AGENT_TIMEOUT',
    'The agent took longer than one message may take. Send a smaller one, or raise limits.totalSeconds of the agent.',
  )
