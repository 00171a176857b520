import { useQuery } from '@tanstack/react-query'
import { durationText } from '../../components/duration-text.ts'
import { TimeOf } from '../../components/time-of.tsx'
import { UsedBar } from '../../components/used-bar.tsx'
import { money } from '../../format/money.ts'
import { useMay } from '../../session/use-session.ts'
import styles from '../holders/holder-drawer.module.css'
import { keyBudgetQuery } from './keys-queries.ts'

/** What of a key's budgets is spent, window by window. */
export function KeyBudget({ id }: { readonly id: string }) {
  const may = useMay()
  const { data: windows = [] } = useQuery({ ...keyBudgetQuery(id), enabled: may('see budgets') })
  if (windows.length === 0) return null
  return (
    <section aria-labelledby="budget" className={styles.part}>
      <h3 id="budget" className={styles.heading}>
        Budget
      </h3>
      {windows.map(({ budget_duration: every, budget_reset_at: reset, max_budget: allowed, spend, reserved }) => (
        <div key={every ?? 'ever'}>
          <UsedBar label="Budget" used={spend + reserved} allowed={allowed ?? undefined} format={money} />
          <p className={styles.note}>
            {every === null ? 'It never begins anew.' : `Begins anew every ${durationText(every)}`}
            {reset !== null && (
              <>
                , next <TimeOf iso={reset} />
              </>
            )}
          </p>
        </div>
      ))}
    </section>
  )
}
