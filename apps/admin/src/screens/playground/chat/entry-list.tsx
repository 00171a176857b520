import type { ReactNode } from 'react'
import { TimeOf } from '../../../components/time-of.tsx'
import type { Entry } from '../conversation/conversation.ts'
import { usePinnedScroll } from '../use-pinned-scroll.ts'
import type { Message } from '../wire/content.ts'
import { ArtifactView } from './artifact-view.tsx'
import styles from './entry-list.module.css'
import { MessageView } from './message-view.tsx'
import { TaskStateLabel } from './task-state-label.tsx'

export interface EntryListProps {
  readonly agent: string
  readonly entries: readonly Entry[]
  /** More is coming. */
  readonly busy: boolean
  /** Sends a message once more that did not arrive; left out while something else is under way. */
  readonly onSendAgain: ((message: Message) => void) | undefined
  /** Behind all of it: what is to be done next. */
  readonly children?: ReactNode
}

/** What was said, and what the agent made. It stays at its end, unless somebody reads further up. */
export function EntryList({ agent, entries, busy, onSendAgain, children }: EntryListProps) {
  const scroll = usePinnedScroll<HTMLDivElement>(entries)
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls has to be reachable by the keyboard
    <div {...scroll} role="log" aria-label="Messages" aria-busy={busy} tabIndex={0} className={styles.log}>
      {entries.map((entry) => {
        if (entry.kind === 'artifact') return <ArtifactView key={entry.key} entry={entry} />
        if (entry.kind === 'message') {
          return <MessageView key={entry.key} agent={agent} entry={entry} onSendAgain={onSendAgain} />
        }
        return (
          <p key={entry.key} className={styles.end}>
            <TaskStateLabel state={entry.state} /> {entry.at !== undefined && <TimeOf iso={entry.at} />}
          </p>
        )
      })}
      {children}
    </div>
  )
}
