import { answerOf } from '@gateway/client'
import { useQuery } from '@tanstack/react-query'
import { api } from '../../../api/client.ts'
import { Figure } from '../../../components/figure.tsx'
import { JsonView } from '../../../components/json-view.tsx'
import { MetricRow } from '../../../components/metric-row.tsx'
import { money } from '../../../format/money.ts'
import { clockTime } from '../../../format/time.ts'
import { useMay } from '../../../session/use-session.ts'
import { AgentEditor } from './agent-editor.tsx'
import type { TaggedAgent } from './agent-query.ts'
import styles from './agent-screen.module.css'

const MEMBERS = ['limits', 'cost', 'budget']

/** Of a budget nothing is a sum, too. */
const spent = (dollars: number) => (dollars === 0 ? '$0' : money(dollars))

/** What is spent of budgets, and the form of limits, prices and budgets. */
export function LimitsTab({ tagged }: { readonly tagged: TaggedAgent }) {
  const may = useMay()
  const { agent } = tagged
  const { limits, cost, budget } = agent
  const { data: windows } = useQuery({
    queryKey: ['budgets', 'agent', agent.agent_id],
    queryFn: ({ signal }) => answerOf(api.GET('/v1/budgets', { signal, params: { query: { agent: agent.agent_id } } })),
    select: (answer) => answer.windows,
    enabled: may('see budgets'),
    refetchInterval: 10_000,
  })
  return (
    <>
      {windows !== undefined && windows.length > 0 && (
        <section className={styles.section} aria-label="Budgets">
          <MetricRow>
            {windows.map(({ max_budget: most, budget_duration: length, spend, budget_reset_at: reset }) => (
              <Figure
                key={`${length} ${most}`}
                label={length === null ? 'Spent in all' : `Spent per ${length}`}
                value={most === null ? spent(spend) : `${spent(spend)} of ${money(most)}`}
                note={reset === null ? undefined : `begins anew ${clockTime(reset)}`}
                {...(most !== null && spend >= most ? { state: 'down' as const } : {})}
              />
            ))}
          </MetricRow>
        </section>
      )}
      <section className={styles.section} aria-label="Limits, cost and budget">
        {may('manage agents') && agent.source !== 'file' ? (
          <AgentEditor tagged={tagged} members={MEMBERS} below={MEMBERS} />
        ) : (
          <JsonView title="Limits, cost and budget" value={{ limits, cost, budget }} />
        )}
      </section>
    </>
  )
}
