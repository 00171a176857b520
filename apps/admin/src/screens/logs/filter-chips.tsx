import { Button } from '../../components/button.tsx'
import { clockTime } from '../../format/time.ts'
import { FILTER_NAMES, FILTERS, type FilterName } from './filter-fields.ts'
import type { LogsSearch } from './logs-route.ts'
import styles from './logs-screen.module.css'

export interface FilterChipsProps {
  readonly search: LogsSearch
  /** Those that are no longer to hold. */
  readonly onRemove: (names: readonly (FilterName | 'from' | 'to')[]) => void
}

/** What the calls are narrowed by, each to be taken away. */
export function FilterChips({ search, onRemove }: FilterChipsProps) {
  const { from, to } = search
  const named = FILTER_NAMES.flatMap((name) => {
    const value = search[name]
    return value === undefined ? [] : [{ name, text: `${FILTERS[name]}: ${value}` }]
  })
  if (named.length === 0 && from === undefined) return null
  return (
    <ul aria-label="Filters" className={styles.chips}>
      {from !== undefined && to !== undefined && (
        <li>
          <Button onClick={() => onRemove(['from', 'to'])}>
            {clockTime(from)} to {clockTime(to)} <span aria-hidden="true">✕</span>
          </Button>
        </li>
      )}
      {named.map(({ name, text }) => (
        <li key={name}>
          <Button onClick={() => onRemove([name])}>
            {text} <span aria-hidden="true">✕</span>
          </Button>
        </li>
      ))}
    </ul>
  )
}
