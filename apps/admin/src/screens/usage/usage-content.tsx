import { Tabs } from '../../components/tabs.tsx'
import { type Measure, measures } from './measures.ts'
import { UsageChart } from './usage-chart.tsx'
import styles from './usage-content.module.css'
import { UsageFigures } from './usage-figures.tsx'
import type { UsageAnswer, UsageQuestion } from './usage-query.ts'
import { rowsOf } from './usage-rows.ts'
import { UsageTable } from './usage-table.tsx'
import { bucketsOf, type UsageWindow } from './usage-window.ts'

export interface UsageContentProps {
  readonly answer: UsageAnswer
  /** What was asked for when that answer came: not always what is chosen by now. */
  readonly shown: UsageQuestion
  readonly window: UsageWindow
  /** Whether the answer to what is chosen is on its way. */
  readonly busy: boolean
  readonly measure: Measure
  readonly onMeasure: (measure: Measure) => void
}

/** The sums, the chart of one of them, and the table of all. */
export function UsageContent({ answer, shown, window, busy, measure, onMeasure }: UsageContentProps) {
  const buckets = bucketsOf(window)
  const { from = '', until: to = '' } = { ...buckets[0], until: buckets.at(-1)?.until }
  const chart = () => <UsageChart answer={answer} buckets={buckets} measure={shown.measure} by={shown.by} />
  return (
    <div className={styles.content} aria-busy={busy}>
      <UsageFigures answer={answer} />
      <Tabs
        label="What the chart shows"
        tabs={measures.map((tab) => ({ ...tab, content: chart }))}
        chosen={measure}
        onChoose={onMeasure}
      />
      <UsageTable rows={rowsOf(answer, shown.by)} by={shown.by} time={{ from, to }} />
    </div>
  )
}
