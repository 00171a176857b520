import { useState } from 'react'
import { CopyButton } from '../../../components/copy-button.tsx'
import { ROW_LINK } from '../../../components/use-row-keys.ts'
import { preciseTime } from '../../../format/precise-time.ts'
import { exactTime } from '../../../format/time.ts'
import type { Frame } from '../wire/frame.ts'
import { frameCurl } from './frame-curl.ts'
import styles from './frame-view.module.css'
import { readableJson } from './readable-json.ts'

/** One JSON text: when, which way, what it is; the whole of it when it is opened. */
export function FrameView({ frame, url }: { readonly frame: Frame; readonly url: string }) {
  const [open, setOpen] = useState(false)
  const { at, direction, label, text, json } = frame
  const time = new Date(at).toISOString()
  return (
    <li>
      <details className={styles.frame} onToggle={(event) => setOpen(event.currentTarget.open)}>
        <summary className={styles.head} {...ROW_LINK}>
          <time dateTime={time} title={exactTime(time)} className={styles.time}>
            {preciseTime(at)}
          </time>
          <span className={styles.arrow} data-direction={direction} aria-hidden="true">
            {direction === 'sent' ? '→' : '←'}
          </span>
          <span className="visually-hidden">{direction}</span>
          <code className={styles.label}>{label}</code>
          {text !== undefined && <span className={styles.text}>{text}</span>}
        </summary>
        {open && (
          <>
            <div className={styles.actions}>
              <CopyButton text={JSON.stringify(json, null, 2)} label="Copy" />
              {direction === 'sent' && <CopyButton text={frameCurl(url, json)} label="Copy as curl" />}
            </div>
            {/* biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls has to be reachable by the keyboard */}
            <pre tabIndex={0} className={styles.json}>
              {readableJson(json)}
            </pre>
          </>
        )}
      </details>
    </li>
  )
}
