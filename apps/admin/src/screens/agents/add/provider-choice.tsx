import type { Adapter } from './adapters-query.ts'
import styles from './add-agent-dialog.module.css'

export interface ProviderChoiceProps {
  readonly adapters: readonly Adapter[]
  readonly chosen: string
  readonly onChoose: (name: string) => void
}

/** What kind of agent it is. */
export const ProviderChoice = ({ adapters, chosen, onChoose }: ProviderChoiceProps) => (
  <fieldset className={styles.providers}>
    <legend className="visually-hidden">Provider</legend>
    {adapters.map(({ name, title }) => (
      <label key={name} className={styles.provider}>
        <input
          type="radio"
          name="provider"
          checked={name === chosen}
          onChange={() => onChoose(name)}
          className="visually-hidden"
        />
        {title}
      </label>
    ))}
  </fieldset>
)
