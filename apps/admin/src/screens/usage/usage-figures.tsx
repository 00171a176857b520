import { Figure } from '../../components/figure.tsx'
import { MetricRow } from '../../components/metric-row.tsx'
import { count } from '../../format/count.ts'
import { changeText } from './change-text.ts'
import { measureText } from './measures.ts'
import type { UsageAnswer } from './usage-query.ts'

/** The sums of it all, beside those of as much time before. */
export function UsageFigures({ answer: { totals, previous } }: { readonly answer: UsageAnswer }) {
  const before = previous?.totals
  const change = (now: number | undefined, then: number | undefined) =>
    before === undefined || now === undefined ? undefined : changeText(now, then ?? 0)
  const p95 = totals.latency?.total?.p95
  return (
    <MetricRow>
      <Figure label="Cost" value={measureText('cost', totals.cost)} note={change(totals.cost, before?.cost)} />
      <Figure label="Calls" value={count(totals.calls)} note={change(totals.calls, before?.calls)} />
      <Figure label="Errors" value={count(totals.errors)} note={change(totals.errors, before?.errors)} />
      <Figure
        label="p95"
        value={p95 === undefined ? '–' : measureText('latency', p95)}
        note={change(p95, before?.latency?.total?.p95)}
      />
      <Figure
        label="Tokens"
        value={count(totals.total_tokens)}
        note={change(totals.total_tokens, before?.total_tokens)}
      />
    </MetricRow>
  )
}
