import { DurationField } from '../../components/duration-field.tsx'
import { NumberField } from '../../components/number-field.tsx'
import type { GrantFieldsProps } from './grant-fields.tsx'
import styles from './holder-fields.module.css'

/** How much may be spent and called. Nothing filled in: as much as anybody wants. */
export function LimitFields({ form, onChange }: GrantFieldsProps) {
  return (
    <>
      <div className={styles.pair}>
        <NumberField
          label="Budget"
          unit="US dollars"
          fractions
          value={form.maxBudget}
          onChange={(maxBudget) => onChange({ maxBudget })}
        />
        <DurationField
          label="Begins anew every"
          description="Nothing: never."
          units={['h', 'd', 'w', 'mo']}
          value={form.budgetDuration}
          onChange={(budgetDuration) => onChange({ budgetDuration })}
        />
      </div>
      <div className={styles.pair}>
        <NumberField label="Requests" unit="a minute" min={1} value={form.rpm} onChange={(rpm) => onChange({ rpm })} />
        <NumberField label="Tokens" unit="a minute" min={1} value={form.tpm} onChange={(tpm) => onChange({ tpm })} />
      </div>
      <NumberField
        label="Calls at the same time"
        min={1}
        value={form.parallel}
        onChange={(parallel) => onChange({ parallel })}
      />
    </>
  )
}
