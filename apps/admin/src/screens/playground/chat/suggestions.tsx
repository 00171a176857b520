import { Button } from '../../../components/button.tsx'
import type { PlaygroundCard } from '../playground-queries.ts'
import styles from './suggestions.module.css'

export interface SuggestionsProps {
  readonly agent: string
  /** `undefined`: it is not known yet, or there is none. */
  readonly card: PlaygroundCard | undefined
  /** Puts an example where it can be changed and sent. */
  readonly onChoose: (text: string) => void
}

/** What an agent is for, and what one may say to it, in the words of its card. */
export function Suggestions({ agent, card, onChoose }: SuggestionsProps) {
  return (
    <div className={styles.suggestions}>
      <h2 className={styles.title}>Say something to {agent}</h2>
      {card?.description !== undefined && <p>{card.description}</p>}
      {card !== undefined && card.examples.length > 0 ? (
        <ul className={styles.examples} aria-label="Examples">
          {card.examples.map((example) => (
            <li key={example}>
              <Button onClick={() => onChoose(example)}>{example}</Button>
            </li>
          ))}
        </ul>
      ) : (
        <ul className={styles.skills} aria-label="Skills">
          {card?.skills.map(({ name, description }) => (
            <li key={name}>
              <strong>{name}</strong> {description}
            </li>
          ))}
        </ul>
      )}
    </div>
  )
}
