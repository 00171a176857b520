import { Notice } from '../../../components/notice.tsx'
import { duration } from '../../../format/duration.ts'
import { foundCard } from './found-card.ts'
import styles from './test-result.module.css'
import type { UpstreamTest } from './use-add-agent.ts'

/** What was found where an agent should be: its card and its answer, or why there is none and what to do. */
export function TestResult({ result: { ok, reason, remedy, card, answer, ms } }: { readonly result: UpstreamTest }) {
  const found = foundCard(card)
  return (
    <>
      {!ok && (
        <Notice tone="down">
          <p>{reason ?? 'There is no answer.'}</p>
          {remedy !== undefined && <p>{remedy}</p>}
        </Notice>
      )}
      {found !== undefined && (
        <section aria-label="Found" className={styles.card}>
          <p>
            {ok && (
              <>
                <span className={styles.found}>Found ✓</span> in {duration(ms)} ·{' '}
              </>
            )}
            <strong>{found.name ?? 'An agent without a name'}</strong> · {found.speaks}
          </p>
          {found.description !== undefined && <p>{found.description}</p>}
          {found.skills.length > 0 && <p className={styles.skills}>Skills: {found.skills.join(', ')}</p>}
        </section>
      )}
      {answer !== undefined && (
        <section aria-label="Answer" className={styles.card}>
          <p className={styles.skills}>
            It answered in {duration(ms)}
            {answer.state === undefined ? '' : `, with a task in the state ${answer.state}`}:
          </p>
          <p>{answer.text === '' ? 'No text.' : answer.text}</p>
        </section>
      )}
    </>
  )
}
