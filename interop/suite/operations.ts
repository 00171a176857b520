/** What is tried with each agent by each client; `clients/operations.py` says what each one asks for. */
export const OPERATIONS = [
  'send',
  'wait',
  'stream',
  'get',
  'list-tasks',
  'context',
  'turns',
  'data-turns',
  'cancel',
  'resubscribe',
  'push',
  'failing',
  'unknown-task',
  'cancel-finished',
  'send-to-finished',
] as const

export type OperationName = (typeof OPERATIONS)[number]

/** All operations but these. */
export function without(...names: readonly OperationName[]): readonly OperationName[] {
  return OPERATIONS.filter((operation) => !names.includes(operation))
}
