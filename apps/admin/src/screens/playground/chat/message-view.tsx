import { Button } from '../../../components/button.tsx'
import type { Entry } from '../conversation/conversation.ts'
import type { Message } from '../wire/content.ts'
import styles from './message-view.module.css'
import { PartsView } from './parts-view.tsx'

export interface MessageViewProps {
  readonly agent: string
  readonly entry: Extract<Entry, { kind: 'message' }>
  readonly onSendAgain: ((message: Message) => void) | undefined
}

/** One message: of whom, what it says, and whether it has arrived. */
export function MessageView({ agent, entry: { message, delivery }, onSendAgain }: MessageViewProps) {
  return (
    <article className={styles.message} data-role={message.role}>
      <h2 className={styles.from}>{message.role === 'user' ? 'You' : agent}</h2>
      <div className={styles.content}>
        <PartsView parts={message.parts} />
      </div>
      {delivery === 'failed' && (
        <p className={styles.failed}>
          Not answered {onSendAgain !== undefined && <Button onClick={() => onSendAgain(message)}>Send again</Button>}
        </p>
      )}
    </article>
  )
}
