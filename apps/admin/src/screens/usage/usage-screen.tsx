import { useMutation, useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { Empty } from '../../components/empty.tsx'
import { Failure } from '../../components/failure.tsx'
import { Menu } from '../../components/menu.tsx'
import { saveFile } from '../../components/save-file.ts'
import { Screen } from '../../components/screen.tsx'
import { SelectField } from '../../components/select-field.tsx'
import { TableSkeleton } from '../../components/table-skeleton.tsx'
import { TimeRangeField } from '../../components/time-range-field.tsx'
import { useMay, useSession } from '../../session/use-session.ts'
import { exportUsage } from './export-usage.ts'
import { groupings, isGrouping } from './groupings.ts'
import { UsageContent } from './usage-content.tsx'
import { type UsageQuestion, usageQuery } from './usage-query.ts'
import { type UsageSearch, usageRoute } from './usage-route.ts'
import { FALLBACK, windowText } from './usage-window.ts'

/** What did it cost? */
export function UsageScreen() {
  const { measure = 'cost', by = 'agent', ...time } = usageRoute.useSearch()
  const navigate = usageRoute.useNavigate()
  const seesAll = useMay()('see usage')
  const { user_id: self } = useSession()
  const question: UsageQuestion = { time, measure, by, user: seesAll ? undefined : self }
  const { data, error, refetch, isPlaceholderData } = useQuery(usageQuery(question))
  const saving = useMutation({
    mutationFn: (format: 'csv' | 'json') => exportUsage(question, format),
    onSuccess: saveFile,
  })
  const change = (search: UsageSearch) => navigate({ search, replace: true })
  const answer = data?.answer
  const window = data && { from: data.answer.from, to: data.answer.to, interval: data.interval }
  const isUsed = answer !== undefined && answer.totals.calls + answer.totals.total_tokens + answer.totals.cost > 0

  return (
    <Screen
      title="Usage"
      summary={window && `${windowText(window)}${seesAll ? '' : ', your own'}`}
      actions={
        <>
          <TimeRangeField value={time} fallback={FALLBACK} onChange={(range) => change({ measure, by, ...range })} />
          <SelectField
            label="Group"
            value={by}
            options={groupings}
            onChange={(value) => isGrouping(value) && change({ ...time, measure, by: value })}
          />
          <Menu
            label="Export"
            groups={[
              [
                { label: 'CSV', onChoose: () => saving.mutate('csv') },
                { label: 'JSON', onChoose: () => saving.mutate('json') },
              ],
            ]}
          >
            Export
          </Menu>
        </>
      }
    >
      {saving.error !== null && <Failure error={saving.error} />}
      {answer === undefined && error !== null && <Failure error={error} retry={() => refetch()} />}
      {answer === undefined && error === null && <TableSkeleton label="Loading the usage" />}
      {answer !== undefined && !isUsed && (
        <Empty title="No agent was called in this time.">
          <p>
            Choose a longer time, or see <Link to="/logs">what was called last</Link>. Calls are counted as soon as they
            have ended.
          </p>
        </Empty>
      )}
      {data !== undefined && window !== undefined && isUsed && (
        <UsageContent
          answer={data.answer}
          shown={data.question}
          window={window}
          busy={isPlaceholderData}
          measure={measure}
          onMeasure={(next) => change({ ...time, by, measure: next })}
        />
      )}
    </Screen>
  )
}
