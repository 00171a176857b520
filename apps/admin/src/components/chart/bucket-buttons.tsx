import { type KeyboardEvent, type MouseEvent, useState } from 'react'
import { type BucketTextOptions, bucketText } from './bucket-text.ts'
import styles from './chart.module.css'

export interface BucketButtonsProps extends BucketTextOptions {
  readonly label: string
  /** The place of the bucket that is pointed at or has the focus; `undefined`: none. */
  readonly onShow: (at: number | undefined) => void
  readonly onChoose: ((at: number, event: MouseEvent) => void) | undefined
}

/** Over what is drawn: one stop of the Tab key, from which the arrows go from bucket to bucket. */
export function BucketButtons({ label, onShow, onChoose, ...told }: BucketButtonsProps) {
  const { buckets } = told
  const [stop, setStop] = useState(0)
  const current = Math.min(stop, buckets.length - 1)
  const go = (event: KeyboardEvent<HTMLDivElement>) => {
    const target = { ArrowLeft: current - 1, ArrowRight: current + 1, Home: 0, End: buckets.length - 1 }[event.key]
    if (target === undefined || event.ctrlKey || event.metaKey || event.altKey) return
    event.preventDefault()
    const button = event.currentTarget.children[Math.max(0, Math.min(buckets.length - 1, target))]
    if (button instanceof HTMLElement) button.focus()
  }
  return (
    <div
      role="toolbar"
      aria-label={label}
      className={styles.buttons}
      onKeyDown={go}
      onPointerLeave={() => onShow(undefined)}
    >
      {buckets.map((bucket, at) => (
        <button
          key={bucket.id}
          type="button"
          tabIndex={at === current ? 0 : -1}
          className={styles.button}
          data-choosable={onChoose !== undefined}
          aria-label={bucketText(told, at)}
          onFocus={() => {
            setStop(at)
            onShow(at)
          }}
          onBlur={() => onShow(undefined)}
          onPointerEnter={() => onShow(at)}
          onClick={(event) => onChoose?.(at, event)}
        />
      ))}
    </div>
  )
}
