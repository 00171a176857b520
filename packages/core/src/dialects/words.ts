/** The words of 0.3 for what 1.0 calls by enum names. */
import type { Role, TaskState } from '../protocol.ts'

export type LegacyRole = 'user' | 'agent'

const ROLES: ReadonlyMap<string, Role> = new Map([
  ['user', 'ROLE_USER'],
  ['agent', 'ROLE_AGENT'],
])

const STATES: ReadonlyMap<string, TaskState> = new Map([
  ['unknown', 'TASK_STATE_UNSPECIFIED'],
  ['submitted', 'TASK_STATE_SUBMITTED'],
  ['working', 'TASK_STATE_WORKING'],
  ['completed', 'TASK_STATE_COMPLETED'],
  ['failed', 'TASK_STATE_FAILED'],
  ['canceled', 'TASK_STATE_CANCELED'],
  ['input-required', 'TASK_STATE_INPUT_REQUIRED'],
  ['rejected', 'TASK_STATE_REJECTED'],
  ['auth-required', 'TASK_STATE_AUTH_REQUIRED'],
])

const LEGACY_STATES: ReadonlyMap<TaskState, string> = new Map([...STATES].map(([word, state]) => [state, word]))

/** Either version's spelling of each: agents mix them. */
const ANY_ROLE: ReadonlyMap<unknown, Role> = new Map<unknown, Role>([
  ...ROLES,
  ['ROLE_USER', 'ROLE_USER'],
  ['ROLE_AGENT', 'ROLE_AGENT'],
  ['ROLE_UNSPECIFIED', 'ROLE_UNSPECIFIED'],
])

const ANY_STATE: ReadonlyMap<unknown, TaskState> = new Map<unknown, TaskState>([
  ...STATES,
  ...[...STATES.values()].map((state): [string, TaskState] => [state, state]),
  // As the 0.3 protobuf file spells it.
  ['TASK_STATE_CANCELLED', 'TASK_STATE_CANCELED'],
])

const CANONICAL_STATES: ReadonlyMap<unknown, TaskState> = new Map([...STATES.values()].map((state) => [state, state]))

export function roleOf(word: unknown): Role | undefined {
  return ANY_ROLE.get(word)
}

export function stateOf(word: unknown): TaskState | undefined {
  return ANY_STATE.get(word)
}

/** Only the spelling of that version. */
export function stateNamed(word: unknown, version: '0.3' | '1.0'): TaskState | undefined {
  return version === '1.0' ? CANONICAL_STATES.get(word) : typeof word === 'string' ? STATES.get(word) : undefined
}

/** 0.3 knows only two roles: what is not the user is the agent. */
export function legacyRole(role: Role): LegacyRole {
  return role === 'ROLE_USER' ? 'user' : 'agent'
}

export function legacyState(state: TaskState): string {
  return LEGACY_STATES.get(state) ?? 'unknown'
}

/** The words that a caller of this version may use, for error messages. */
export function stateWords(version: '0.3' | '1.0'): string {
  return [...(version === '1.0' ? STATES.values() : STATES.keys())].join(', ')
}
