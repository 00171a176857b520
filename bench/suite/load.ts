import { once } from 'node:events'
import { type Job, type JobResult, jobResult } from '../wire/job.ts'
import { type Child, startChild } from './child.ts'

/** The load generator, asked for one thing at a time. */
export class Load {
  readonly #child: Child

  private constructor(child: Child) {
    this.#child = child
  }

  static async start(): Promise<Load> {
    return new Load(await startChild('load'))
  }

  get pid(): number {
    return this.#child.pid
  }

  /** Rejects when a single answer was not what it had to be: a figure for wrong answers is worth nothing. */
  async run(job: Job): Promise<JobResult> {
    const answered = once(this.#child.process, 'message')
    this.#child.process.send(job)
    const [message] = await answered
    const result = jobResult.parse(message)
    if (result.problems.length > 0) throw new Error(`Answers were wrong: ${result.problems.join(' | ')}`)
    return result
  }

  stop(): Promise<void> {
    return this.#child.stop()
  }
}
