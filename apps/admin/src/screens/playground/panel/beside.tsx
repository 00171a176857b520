import { CallExamples } from '../../../components/call-examples/call-examples.tsx'
import { Tabs } from '../../../components/tabs.tsx'
import { playgroundRoute } from '../playground-route.ts'
import { usePinnedScroll } from '../use-pinned-scroll.ts'
import type { Frame } from '../wire/frame.ts'
import type { Version } from '../wire/version.ts'
import styles from './beside.module.css'
import { FrameList } from './frame-list.tsx'

export interface BesideProps {
  readonly agent: string
  readonly version: Version
  readonly frames: readonly Frame[]
  /** The served address of the agent. */
  readonly url: string
  readonly streaming: boolean
  /** What the code says to the agent. */
  readonly text: string
}

/** Beside the conversation: how it looks on the wire, or the code that begins it. */
export function Beside({ agent, version, frames, url, streaming, text }: BesideProps) {
  const { panel = 'wire' } = playgroundRoute.useSearch()
  const navigate = playgroundRoute.useNavigate()
  const { ref, onScroll } = usePinnedScroll<HTMLElement>(frames)
  const choose = (chosen: 'wire' | 'code') =>
    navigate({
      search: ({ panel: _before, ...rest }) => (chosen === 'code' ? { ...rest, panel: 'code' } : rest),
      replace: true,
    })
  return (
    // A frame that is opened is read: what comes later does not push it away.
    // biome-ignore lint/a11y/useKeyWithClickEvents: what is pressed inside says the same by keyboard
    <section
      ref={ref}
      onScroll={onScroll}
      onClick={() => requestAnimationFrame(onScroll)}
      className={styles.beside}
      aria-label="On the wire, and as code"
    >
      <Tabs
        label={`Calls of ${agent}`}
        chosen={panel}
        onChoose={choose}
        tabs={[
          { id: 'wire', label: 'Wire', content: () => <FrameList url={url} version={version} frames={frames} /> },
          {
            id: 'code',
            label: 'As code',
            content: () => <CallExamples url={url} text={text} version={version} streaming={streaming} />,
          },
        ]}
      />
    </section>
  )
}
