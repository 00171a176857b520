import { hash } from 'node:crypto'
import { toStoredText } from './stored-text.ts'

/** 96 bits: no two tasks will ever share one, also where somebody tries. */
const CHARACTERS = 16

/** What stands for an agent and the id of a task in the index: as agents' ids are long, a quarter of the size of both. */
export function taskKey(agentId: string, taskId: string): string {
  // As stored: UTF-8, in which it is hashed, would make one of all lone surrogates.
  return hash('sha256', toStoredText(`${agentId}\n${taskId}`), 'base64url').slice(0, CHARACTERS)
}
