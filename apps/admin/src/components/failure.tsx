import { Button } from './button.tsx'
import { CopyButton } from './copy-button.tsx'
import styles from './failure.module.css'
import { failureDetails, failureText } from './failure-text.ts'
import { Notice } from './notice.tsx'

export interface FailureProps {
  readonly error: unknown
  readonly retry?: (() => void) | undefined
  /** What to do, where the screen knows more of it than the gateway says. */
  readonly advice?: string | undefined
}

/** Something that did not work: what the gateway says of it, what to do, and details to send to somebody. */
export function Failure({ error, retry, advice }: FailureProps) {
  return (
    <Notice tone="down">
      <p>{failureText(error)}</p>
      {advice !== undefined && <p>{advice}</p>}
      <div className={styles.actions}>
        {retry !== undefined && <Button onClick={retry}>Try again</Button>}
        <CopyButton label="Copy details" text={failureDetails(error, window.location.href)} />
      </div>
    </Notice>
  )
}
