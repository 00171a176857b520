import type { Part, StreamResponse, TaskStatus } from '@gateway/core'
import { estimatedTokens } from '@gateway/core'

/** About how many tokens an agent has made, by what it has sent: artifacts, a message, or what it says in its status. */
export class AnswerSize {
  readonly #artifacts = new Map<string, number>()
  #said = 0

  get tokens(): number {
    return [...this.#artifacts.values()].reduce((sum, tokens) => sum + tokens, this.#said)
  }

  take({ task, message, statusUpdate, artifactUpdate }: StreamResponse): void {
    if (artifactUpdate !== undefined) {
      const { artifact, append } = artifactUpdate
      this.#artifact(artifact.artifactId, artifact.parts, append)
    } else if (message !== undefined) this.#said += estimatedTokens(message.parts)
    else if (statusUpdate !== undefined) this.#status(statusUpdate.status)
    else if (task !== undefined) {
      for (const { artifactId, parts } of task.artifacts ?? []) this.#artifact(artifactId, parts, false)
      this.#status(task.status)
    }
  }

  #artifact(id: string, parts: readonly Part[], append = false): void {
    const before = append ? (this.#artifacts.get(id) ?? 0) : 0
    this.#artifacts.set(id, before + estimatedTokens(parts))
  }

  /** What it says on its way is not what it answers. */
  #status({ state, message }: TaskStatus): void {
    if (state === 'TASK_STATE_SUBMITTED' || state === 'TASK_STATE_WORKING') return
    this.#said += estimatedTokens(message?.parts ?? [])
  }
}
