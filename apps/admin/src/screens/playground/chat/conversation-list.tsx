import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { Button } from '../../../components/button.tsx'
import { TimeOf } from '../../../components/time-of.tsx'
import { conversationsQuery } from '../playground-queries.ts'
import styles from './conversation-list.module.css'
import { TaskStateLabel } from './task-state-label.tsx'

export interface ConversationListProps {
  readonly agent: string
  /** The conversation that is open. */
  readonly contextId: string | undefined
  /** Begins another one. */
  readonly onBegin: () => void
}

/** One's own conversations with an agent, newest first. */
export function ConversationList({ agent, contextId, onBegin }: ConversationListProps) {
  const { data: conversations = [] } = useQuery(conversationsQuery(agent))
  return (
    <nav aria-label="Conversations" className={styles.conversations}>
      <Button onClick={onBegin}>New conversation</Button>
      <ul className={styles.list}>
        {conversations.map(({ contextId: id, taskId, title, state, at }) => (
          <li key={id}>
            <Link
              to="/playground"
              search={(before) => ({ ...before, agent, task: taskId })}
              className={styles.conversation}
              data-open={id === contextId || undefined}
              aria-current={id === contextId || undefined}
              activeOptions={{ exact: true, includeSearch: true }}
            >
              <span className={styles.title}>{title}</span>
              <span className={styles.facts}>
                <TaskStateLabel state={state} /> {at !== undefined && <TimeOf iso={at} />}
              </span>
            </Link>
          </li>
        ))}
      </ul>
    </nav>
  )
}
