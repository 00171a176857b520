import { CopyButton } from './copy-button.tsx'
import styles from './json-view.module.css'

/** A value as readable JSON, or a text as it is, to copy. */
export function JsonView({ title, value }: { readonly title: string; readonly value: unknown }) {
  const text = typeof value === 'string' ? value : JSON.stringify(value, null, 2)
  return (
    <details open className={styles.view}>
      <summary className={styles.title}>{title}</summary>
      <div className={styles.copy}>
        <CopyButton text={text} label="Copy" />
      </div>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls has to be reachable by the keyboard */}
      <pre tabIndex={0} className={styles.text}>
        {text}
      </pre>
    </details>
  )
}
