import { CopyButton } from './copy-button.tsx'
import styles from './json-view.module.css'

export interface JsonViewProps {
  readonly title: string
  readonly value: unknown
  /** Only its title is shown at first. Default `false`. */
  readonly folded?: boolean
}

/** A value as readable JSON, or a text as it is, to copy. */
export function JsonView({ title, value, folded = false }: JsonViewProps) {
  const text = typeof value === 'string' ? value : JSON.stringify(value, null, 2)
  return (
    <details open={!folded} className={styles.view}>
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
