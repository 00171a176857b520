import { Button } from '../../../components/button.tsx'
import type { Activity } from '../conversation/conversation-store.ts'
import { isEnded, type TaskState } from '../wire/content.ts'
import styles from './task-line.module.css'
import { TaskStateLabel } from './task-state-label.tsx'

export interface TaskLineProps {
  readonly activity: Activity
  readonly state: TaskState | undefined
  /** Ends what is under way; left out where nothing is. */
  readonly onCancel: (() => void) | undefined
}

/** What is going on, in a line that keeps its place. */
export const TaskLine = ({ activity, state, onCancel }: TaskLineProps) => (
  <div className={styles.line}>
    <p role="status">
      <Standing activity={activity} state={state} />
    </p>
    {onCancel !== undefined && (
      <Button look="bare" onClick={onCancel}>
        Cancel
      </Button>
    )}
  </div>
)

function Standing({ activity, state }: Pick<TaskLineProps, 'activity' | 'state'>) {
  if (activity === 'opening') return 'Reading the conversation'
  if (activity === 'reconnecting') return 'The connection broke. Trying again'
  // An agent that is asked again, or answers without a task, says nothing of a task yet.
  if (activity === 'following' && (state === undefined || isEnded(state))) return 'Waiting for the answer'
  return state === undefined ? null : <TaskStateLabel state={state} />
}
