import { setTimeout as sleep } from 'node:timers/promises'
import type { Agent, CallContext, GetTaskRequest, StreamResponse, Task } from '@gateway/core'
import { isInterrupted, isTerminal } from './task-states.ts'

const FIRST_WAIT_MS = 250
const LONGEST_WAIT_MS = 2_000

/**
 * A task of an agent that does not stream, as a stream: as it is now, then each time it has changed, until it ends or
 * waits for its caller. `request` is how the agent is asked for it.
 */
export async function* pollTask(
  agent: Agent,
  request: GetTaskRequest,
  task: Task,
  context: CallContext,
): AsyncGenerator<StreamResponse> {
  let current = task
  yield { task: current }
  for (let wait = FIRST_WAIT_MS; !isTerminal(current.status.state) && !isInterrupted(current.status.state); ) {
    await sleep(wait, undefined, { signal: context.signal })
    wait = Math.min(wait * 1.5, LONGEST_WAIT_MS)
    const next = await agent.getTask(request, context)
    if (JSON.stringify(next) === JSON.stringify(current)) continue
    current = next
    yield { task: current }
  }
}
