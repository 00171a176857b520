import { useNavigate } from '@tanstack/react-router'
import { Chart } from '../../components/chart/chart.tsx'
import type { ChartBucket, ChartSeries } from '../../components/chart/chart-data.ts'
import { Empty } from '../../components/empty.tsx'
import { GROUPINGS, type Grouping } from './groupings.ts'
import { axisText, MEASURES, type Measure, measureText } from './measures.ts'
import type { UsageAnswer } from './usage-query.ts'
import { rowsOf } from './usage-rows.ts'
import { seriesOf } from './usage-series.ts'
import type { UsageBucket } from './usage-window.ts'

export interface UsageChartProps {
  readonly answer: UsageAnswer
  readonly buckets: readonly UsageBucket[]
  readonly measure: Measure
  readonly by: Grouping
}

const NOTHING: Readonly<Record<Measure, string>> = {
  cost: 'These calls cost nothing that the gateway knows of.',
  calls: 'No agent was called in this time.',
  errors: 'No call failed in this time.',
  latency: 'No call has a duration in this time.',
  tokens: 'These calls took no tokens that the gateway knows of.',
}

/** One figure over time. A bar leads to the calls of its hour or day, a piece of it to those of its group alone; of errors to those that failed. */
export function UsageChart({ answer, buckets, measure, by }: UsageChartProps) {
  const navigate = useNavigate()
  const series = seriesOf(answer, buckets, measure, by)
  const open = ({ id }: ChartBucket, part: ChartSeries | undefined) => {
    const bucket = buckets.find((each) => each.id === id)
    if (bucket === undefined) return
    const status = measure === 'errors' ? ({ status: 'error' } as const) : {}
    const row = rowsOf(answer, by).find((each) => each.id === part?.id)
    return navigate({ to: '/logs', search: { ...status, ...row?.filter, from: bucket.from, to: bucket.until } })
  }
  if (!series.some(({ values }) => values.some((value) => value !== undefined && value !== 0))) {
    return (
      <Empty title={NOTHING[measure]}>
        {measure === 'cost' && <p>Say what an agent costs in its settings: by call or by token.</p>}
      </Empty>
    )
  }
  const name = MEASURES[measure].label
  return (
    <Chart
      label={measure === 'latency' ? name : `${name} by ${GROUPINGS[by].label.toLowerCase()}`}
      buckets={buckets}
      series={series}
      look={measure === 'latency' ? 'lines' : 'bars'}
      whole={measure !== 'cost' && measure !== 'latency'}
      format={(value) => measureText(measure, value)}
      axis={(value) => axisText(measure, value)}
      onChoose={open}
    />
  )
}
