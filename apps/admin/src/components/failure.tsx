import { Button } from './button.tsx'
import { CopyButton } from './copy-button.tsx'
import styles from './failure.module.css'
import { failureDetails, failureText } from './failure-text.ts'
import { Notice } from './notice.tsx'

/** Something that did not work: what the gateway says of it, what to do, and details to send to somebody. */
export function Failure({ error, retry }: { readonly error: unknown; readonly retry?: (() => void) | undefined }) {
  return (
    <Notice tone="down">
      <p>{failureText(error)}</p>
      <div className={styles.actions}>
        {retry !== undefined && <Button onClick={retry}>Try again</Button>}
        <CopyButton label="Copy details" text={failureDetails(error, window.location.href)} />
      </div>
    </Notice>
  )
}
