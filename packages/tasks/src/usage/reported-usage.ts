import type { Artifact, JsonObject, Message, StreamResponse, Task, Usage } from '@gateway/core'
import { addUsage, tokensOf } from '@gateway/core'
import { usageInMetadata } from './usage-in-metadata.ts'

type Place = 'turn' | 'message' | 'artifact'

/**
 * What an agent with tasks of its own says that one turn has taken, in the metadata of what it sends. The same tokens are
 * often told in several places (each message, and the task at its end): places are never added to each other, the one
 * that tells most stands.
 */
export class ReportedUsage {
  readonly #continued: boolean
  /** Of each message and artifact by its id; of the turn as a whole by `''`. Most agents tell nothing. */
  #places: Readonly<Record<Place, Map<string, Usage>>> | undefined
  #calls: Usage | undefined
  /** Calls that the event at hand has told already: Google ADK tells the same on an event and on its message. */
  #toldCalls: string[] = []
  #task: Usage | undefined

  /** `continued`: the message goes on with a task, whose earlier turns are in what is told of all of it. */
  constructor(continued: boolean) {
    this.#continued = continued
  }

  /** What was told so far; `undefined` where nothing was. */
  get usage(): Usage | undefined {
    if (this.#places === undefined && this.#calls === undefined) return this.#task
    const places = Object.values(this.#places ?? {}).map(sumOf)
    const told = [...places, this.#calls].filter((usage) => usage !== undefined)
    if (this.#task !== undefined && (!this.#continued || told.length === 0)) told.push(this.#task)
    return told.reduce<Usage | undefined>(greater, undefined)
  }

  /** Takes an answer, or an event of a stream. */
  take({ task, message, statusUpdate, artifactUpdate }: StreamResponse): void {
    if (this.#toldCalls.length > 0) this.#toldCalls = []
    if (artifactUpdate !== undefined) {
      this.#look(artifactUpdate.metadata, 'artifact', artifactUpdate.artifact.artifactId)
      this.#artifact(artifactUpdate.artifact)
    } else if (statusUpdate !== undefined) {
      this.#look(statusUpdate.metadata, 'turn', '')
      this.#message(statusUpdate.status.message)
    } else if (message !== undefined) this.#message(message)
    else if (task !== undefined) this.#whole(task)
  }

  #whole({ metadata, status, artifacts = [], history = [] }: Task): void {
    // As a stream begins with it: what it tells is of earlier turns.
    if (status.state === 'TASK_STATE_SUBMITTED' || status.state === 'TASK_STATE_WORKING') return
    const before = this.#calls
    this.#look(metadata, 'turn', '')
    this.#message(status.message)
    const said = history.findLastIndex(({ role }) => role === 'ROLE_USER')
    for (const message of history.slice(said + 1)) this.#message(message)
    // Of a task that went on it is not known which artifacts are new.
    if (!this.#continued) for (const artifact of artifacts) this.#artifact(artifact)
    // What a stream has told call by call, its task tells once more.
    if (before !== undefined) this.#calls = before
  }

  #message(message: Message | undefined): void {
    if (message === undefined || message.role === 'ROLE_USER') return
    this.#look(message.metadata, 'message', message.messageId)
    for (const { metadata } of message.parts) this.#look(metadata, 'message', message.messageId)
  }

  #artifact({ artifactId, metadata, parts }: Artifact): void {
    this.#look(metadata, 'artifact', artifactId)
    for (const part of parts) this.#look(part.metadata, 'artifact', artifactId)
  }

  #look(metadata: JsonObject | undefined, place: Place, id: string): void {
    const found = metadata === undefined ? undefined : usageInMetadata(metadata)
    if (found === undefined) return
    const { usage, scope } = found
    if (scope === 'task') this.#task = usage
    else if (scope === 'call') this.#call(usage)
    else {
      this.#places ??= { turn: new Map(), message: new Map(), artifact: new Map() }
      this.#places[place].set(id, usage)
    }
  }

  #call(usage: Usage): void {
    const told = JSON.stringify(usage)
    if (this.#toldCalls.includes(told)) return
    this.#toldCalls.push(told)
    this.#calls = addUsage(this.#calls ?? {}, usage)
  }
}

const sumOf = (usages: ReadonlyMap<string, Usage>): Usage | undefined => {
  if (usages.size === 0) return undefined
  return [...usages.values()].reduce(addUsage)
}

const greater = (one: Usage | undefined, other: Usage): Usage => {
  if (one === undefined) return other
  const most = tokensOf(other) > tokensOf(one) ? other : one
  const model = most.model ?? one.model ?? other.model
  return model === undefined ? most : { ...most, model }
}
