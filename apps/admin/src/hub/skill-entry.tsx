import { CopyButton } from '../components/copy-button.tsx'
import styles from './agent-page.module.css'
import type { HubSkill } from './hub-card.ts'
import { hubPath } from './hub-place.ts'

/** A skill: what it is for, what one says to use it, and who else has such. */
export function SkillEntry({ skill: { id, name, description, tags, examples } }: { readonly skill: HubSkill }) {
  return (
    <li className={styles.skill}>
      <h3 className={styles.skillName}>{name || id}</h3>
      {description !== undefined && <p>{description}</p>}
      {examples.length > 0 && (
        <ul aria-label={`Examples of ${name || id}`} className={styles.said}>
          {examples.map((example) => (
            <li key={example}>
              <q>{example}</q> <CopyButton text={example} label="Copy" />
            </li>
          ))}
        </ul>
      )}
      {tags.length > 0 && (
        <ul aria-label={`Tags of ${name || id}`} className={styles.tags}>
          {tags.map((tag) => (
            <li key={tag}>
              <a href={hubPath({ page: 'list', search: { tag } })}>{tag}</a>
            </li>
          ))}
        </ul>
      )}
    </li>
  )
}
