import type { AgentCost, Lease, Logger, Runner, RunStore, StoredRun, TaskStore } from '@gateway/core'
import type { PriceOf } from './learnt-run.ts'
import type { LogWriter } from './log-writer.ts'
import type { TaskRun, TaskRunOptions } from './task-run.ts'

/** An agent whose messages a runner carries out. */
export interface RunnerAgent {
  readonly runner: Runner
  readonly cost?: AgentCost | undefined
  /** What its work is charged with at each of its upstreams, where there are several. Default: `cost`. */
  readonly priceOf?: PriceOf | undefined
  /** Seconds that a run may take; `0`: no limit. Default 86,400. */
  readonly totalSeconds?: number | undefined
}

/** A task, by its agent and id. */
export interface TaskPlace {
  readonly agentId: string
  readonly taskId: string
}

/** What the parts of the engine share. */
export interface EngineParts {
  readonly tasks: TaskStore
  readonly runs: RunStore
  readonly writer: LogWriter
  readonly lease: Lease
  readonly claimMs: number
  readonly contentLimit: number
  readonly logger: Logger | undefined
  /** Whether it takes up no more. */
  readonly stopping: () => boolean
  /** Carries out a run in this process. */
  launch(
    run: Omit<
      TaskRunOptions,
      'writer' | 'contentLimit' | 'runMs' | 'logger' | 'cancelAsked' | 'tookTooLong' | 'endedAlone'
    >,
    agent: RunnerAgent,
  ): TaskRun
  /** The run of a task in this process. */
  live(place: TaskPlace): LiveRun | undefined
  /** Takes over a run whose process died. */
  rescue(run: StoredRun, agent: RunnerAgent | undefined): Promise<void>
}

export interface LiveRun {
  readonly taskRun: TaskRun
  readonly agent: RunnerAgent
  /** A cancel that is under way: who asks for another shares it. */
  canceling?: Promise<void> | undefined
}

export const placeName = ({ agentId, taskId }: TaskPlace) => `${agentId}\n${taskId}`

export const priceOfRuns = ({ cost, priceOf }: RunnerAgent): PriceOf => priceOf ?? (() => cost)
