import { StateLabel } from '../components/state-label.tsx'
import styles from './agent-entry.module.css'
import { hubPath } from './hub-place.ts'
import type { HubAgent } from './hub-query.ts'

export interface AgentEntryProps {
  readonly agent: HubAgent
  /** A tag was chosen. */
  readonly onTag: (tag: string) => void
}

const MOST_TAGS = 8

/** An agent of the list: what it does, in its own words, and with which skills. */
export function AgentEntry({ agent: { name, card, callable }, onTag }: AgentEntryProps) {
  const tags = [...new Set(card.skills.flatMap((skill) => skill.tags))].slice(0, MOST_TAGS)
  return (
    <li className={styles.entry}>
      <h2 className={styles.name}>
        <a href={hubPath({ page: 'agent', agent: name })}>{card.name || name}</a>
      </h2>
      {callable === true && <StateLabel state="healthy" label="You may call it" />}
      <p className={styles.by}>
        <code>{name}</code>
        {card.provider?.organization !== undefined && ` by ${card.provider.organization}`}
      </p>
      {card.description !== undefined && <p className={styles.text}>{card.description}</p>}
      {card.skills.length > 0 && (
        <p className={styles.skills}>Skills: {card.skills.map((skill) => skill.name || skill.id).join(', ')}</p>
      )}
      {tags.length > 0 && (
        <ul aria-label={`Tags of ${name}`} className={styles.tags}>
          {tags.map((tag) => (
            <li key={tag}>
              <button type="button" className={styles.tag} onClick={() => onTag(tag)}>
                {tag}
              </button>
            </li>
          ))}
        </ul>
      )}
    </li>
  )
}
