import { useRef, useState } from 'react'
import { Button } from '../../../components/button.tsx'
import { useRowKeys } from '../../../components/use-row-keys.ts'
import { counted } from '../../../format/count.ts'
import type { Frame } from '../wire/frame.ts'
import type { Version } from '../wire/version.ts'
import styles from './frame-list.module.css'
import { FrameView } from './frame-view.tsx'

export interface FrameListProps {
  readonly url: string
  readonly version: Version
  readonly frames: readonly Frame[]
}

const SHOWN = 200

/** Each JSON text as it goes and comes, newest last. */
export function FrameList({ url, version, frames }: FrameListProps) {
  const [all, setAll] = useState(false)
  const list = useRef<HTMLOListElement>(null)
  useRowKeys(list)
  const shown = all ? frames : frames.slice(-SHOWN)
  if (frames.length === 0) {
    return <p className={styles.none}>What is sent in A2A {version}, and what comes, appears here as it is.</p>
  }
  return (
    <>
      {shown.length < frames.length && (
        <Button look="bare" onClick={() => setAll(true)}>
          Show {counted(frames.length - shown.length, 'earlier frame')}
        </Button>
      )}
      <ol ref={list} className={styles.frames} aria-label="Frames">
        {shown.map((frame) => (
          <FrameView key={frame.id} frame={frame} url={url} />
        ))}
      </ol>
    </>
  )
}
