import { type State, StateLabel } from '../../../components/state-label.tsx'
import type { TaskState } from '../wire/content.ts'

const STATES: Readonly<Record<TaskState, { readonly state: State; readonly label: string }>> = {
  submitted: { state: 'waiting', label: 'Submitted' },
  working: { state: 'waiting', label: 'Working' },
  completed: { state: 'healthy', label: 'Completed' },
  failed: { state: 'down', label: 'Failed' },
  canceled: { state: 'unknown', label: 'Canceled' },
  rejected: { state: 'down', label: 'Rejected' },
  'input-required': { state: 'degraded', label: 'Asks you' },
  'auth-required': { state: 'degraded', label: 'Needs access' },
  unknown: { state: 'unknown', label: 'Unknown' },
}

/** How a task stands. */
export const TaskStateLabel = ({ state }: { readonly state: TaskState }) => <StateLabel {...STATES[state]} />
