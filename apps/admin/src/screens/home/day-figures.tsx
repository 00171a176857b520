import { Failure } from '../../components/failure.tsx'
import { Figure } from '../../components/figure.tsx'
import { MetricRow } from '../../components/metric-row.tsx'
import { Sparkline } from '../../components/sparkline.tsx'
import { count } from '../../format/count.ts'
import { duration } from '../../format/duration.ts'
import { money } from '../../format/money.ts'
import { comparedTo } from './compared-to.ts'
import type { DayOfUsage } from './home-queries.ts'
import { hoursOf } from './hours-of.ts'

export interface DayFiguresProps {
  readonly day: DayOfUsage | undefined
  readonly error: unknown
  readonly retry: () => void
}

/** Calls, errors, times and cost of the last 24 hours against the 24 before, each with a small line. */
export function DayFigures({ day, error, retry }: DayFiguresProps) {
  if (day === undefined && error !== null) return <Failure error={error} retry={retry} />
  const [now, before] = [day?.totals, day?.previous?.totals]
  const [p95, p95Before] = [now?.latency?.total?.p95, before?.latency?.total?.p95]
  const hours = day === undefined ? [] : hoursOf(day)
  const figures = [
    {
      label: 'Calls',
      value: now && count(now.calls),
      note: now && comparedTo(now.calls, before?.calls),
      values: hours.map((hour) => hour?.calls ?? 0),
    },
    {
      label: 'Errors',
      value: now && count(now.errors),
      note: now && comparedTo(now.errors, before?.errors),
      values: hours.map((hour) => hour?.errors ?? 0),
      state: now !== undefined && now.errors > 0 ? ('down' as const) : undefined,
    },
    {
      label: 'Time of 95 %',
      value: now && (p95 === undefined ? '–' : duration(p95)),
      note: p95 === undefined ? undefined : comparedTo(p95, p95Before),
      values: hours.map((hour) => hour?.latency?.total?.p95 ?? 0),
    },
    {
      label: 'Cost',
      value: now && money(now.cost),
      note: now && comparedTo(now.cost, before?.cost),
      values: hours.map((hour) => hour?.cost ?? 0),
    },
  ]
  return (
    <section aria-label="The last 24 hours">
      <MetricRow>
        {figures.map(({ label, value, note, values, state }) => (
          <Figure
            key={label}
            label={label}
            value={value}
            {...(state === undefined ? {} : { state })}
            note={
              <>
                {note ?? <span aria-hidden="true">&nbsp;</span>}
                <Sparkline values={values} />
              </>
            }
          />
        ))}
      </MetricRow>
    </section>
  )
}
