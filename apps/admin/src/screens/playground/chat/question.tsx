import { Notice } from '../../../components/notice.tsx'
import type { ConversationTask } from '../conversation/conversation.ts'
import type { Part } from '../wire/content.ts'
import styles from './question.module.css'
import { askedForm } from './schema-fields.ts'
import { SchemaForm } from './schema-form.tsx'

export interface QuestionProps {
  readonly task: ConversationTask | undefined
  readonly onAnswer: (parts: readonly Part[]) => void
}

/** What an agent waits for, and a form for it where the agent says what it needs. */
export function Question({ task, onAnswer }: QuestionProps) {
  if (task === undefined) return null
  if (task.state === 'auth-required') {
    return (
      <Notice tone="waiting">
        <p>
          The agent needs access to something. Give it as the agent says above; the task goes on by itself, or when you
          say that it is done.
        </p>
      </Notice>
    )
  }
  const form = askedForm(task.question)
  return (
    <Notice tone="waiting">
      <p>{form === undefined ? 'The agent asks you something. Your next message is the answer.' : form.title}</p>
      {form !== undefined && (
        <div className={styles.form}>
          <SchemaForm form={form} onSubmit={(data) => onAnswer([{ kind: 'data', data }])} />
        </div>
      )}
    </Notice>
  )
}
