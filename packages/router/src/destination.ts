import type { CallContext, Operation, RequestOf } from '@gateway/core'
import { findHolder } from './find-holder.ts'
import type { LiveUpstream } from './live-upstream.ts'
import { holderDown, holderGone } from './no-upstream.ts'
import type { Routing } from './routing.ts'

/** Where a call has to go: to the upstream that holds what it is about, or to any. */
export interface Destination {
  readonly holder: LiveUpstream | undefined
  readonly what: 'task' | 'conversation'
  readonly contextId: string | undefined
  readonly taskId: string | undefined
  /** Its upstream is down or gone, so that it goes on elsewhere. */
  readonly moved?: boolean
}

const ANYWHERE: Destination = { holder: undefined, what: 'conversation', contextId: undefined, taskId: undefined }

/** Where requests name a task or a conversation. */
interface Fields {
  readonly tenant?: string
  readonly id?: string
  readonly taskId?: string
  readonly contextId?: string
  readonly message?: { readonly taskId?: string; readonly contextId?: string }
}

/** What an operation is about, by its request. */
export function subjectOf<Name extends Operation>(operation: Name, request: RequestOf<Name>) {
  const fields: Fields = request
  switch (operation) {
    case 'sendMessage':
    case 'streamMessage':
      return { taskId: fields.message?.taskId, contextId: fields.message?.contextId }
    case 'getTask':
    case 'cancelTask':
    case 'subscribeToTask':
      return { taskId: fields.id, contextId: undefined }
    default:
      return { taskId: fields.taskId, contextId: fields.contextId }
  }
}

/** Asks where what the call is about is kept. Rejects with UNAVAILABLE when that upstream is down or gone. */
export function destinationOf<Name extends Operation>(
  routing: Routing,
  operation: Name,
  request: RequestOf<Name>,
  context: CallContext,
): Destination | Promise<Destination> {
  const subject = subjectOf(operation, request)
  const taskId = subject.taskId || undefined
  const contextId = subject.contextId || undefined
  if (taskId === undefined && contextId === undefined) return ANYWHERE
  const sought = { taskId, contextId, what: taskId === undefined ? 'conversation' : 'task' } as const
  return locate(routing, sought, context)
}

async function locate(
  routing: Routing,
  sought: Omit<Destination, 'holder'>,
  context: CallContext,
): Promise<Destination> {
  const { taskId, what } = sought
  const name = await routing.affinity.upstreamOf(sought, context)
  if (name === undefined) {
    const own = taskId !== undefined && routing.options.tasks !== 'shared'
    return { ...sought, holder: own ? await findHolder(routing, taskId, context) : undefined }
  }
  const holder = routing.find(name)
  const moves = taskId === undefined && routing.options.whenDown === 'move'
  if (holder === undefined) {
    // A task that is kept above its runner is reached through any other.
    const other = routing.options.tasks === 'shared' ? routing.upstreams.find(({ runner }) => runner) : undefined
    if (!moves && other === undefined) throw holderGone(name, what)
    return { ...sought, holder: moves ? undefined : other, moved: moves }
  }
  const now = routing.clock.now()
  // What a runner's agent is asked for may need no runner; a run finds out by itself.
  if (holder.runner !== undefined || holder.breaker.state(now) !== 'open') return { ...sought, holder }
  if (!moves) throw holderDown(holder, what, now)
  return { ...sought, holder: undefined, moved: true }
}
