import { Notice } from '../../../components/notice.tsx'
import { duration } from '../../../format/duration.ts'
import { foundCard } from './found-card.ts'
import styles from './test-result.module.css'
import type { UpstreamTest } from './use-add-agent.ts'

/** What was found where an agent should be: its card, or why there is none and what to do. */
export function TestResult({ result: { ok, reason, remedy, card, ms } }: { readonly result: UpstreamTest }) {
  if (!ok) {
    return (
      <Notice tone="down">
        <p>{reason ?? 'There is no answer.'}</p>
        {remedy !== undefined && <p>{remedy}</p>}
      </Notice>
    )
  }
  const found = foundCard(card)
  return (
    <section aria-label="Found" className={styles.card}>
      <p>
        <span className={styles.found}>Found ✓</span> in {duration(ms)}
      </p>
      <p>
        <strong>{found?.name ?? 'An agent without a name'}</strong> · {found?.speaks}
      </p>
      {found?.description !== undefined && <p>{found.description}</p>}
      {found !== undefined && found.skills.length > 0 && (
        <p className={styles.skills}>Skills: {found.skills.join(', ')}</p>
      )}
    </section>
  )
}
