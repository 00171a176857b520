import { useQuery } from '@tanstack/react-query'
import { Failure } from '../../../components/failure.tsx'
import { FoldedFields } from '../../../components/schema-form/folded-fields.tsx'
import styles from './grantee-choice.module.css'
import { type Grantee, granteesQuery } from './grantees-query.ts'

export interface GranteeChoiceProps {
  readonly chosen: readonly Grantee[]
  readonly onChange: (chosen: readonly Grantee[]) => void
}

/** Who may call the new agent: the access groups and teams that it is granted to. */
export function GranteeChoice({ chosen, onChange }: GranteeChoiceProps) {
  const { data: grantees, error } = useQuery(granteesQuery)
  const isChosen = ({ id }: Grantee) => chosen.some((each) => each.id === id)
  const toggle = (grantee: Grantee) =>
    onChange(isChosen(grantee) ? chosen.filter(({ id }) => id !== grantee.id) : [...chosen, grantee])
  return (
    <FoldedFields
      label={
        chosen.length === 0 ? 'Who may call it: whoever is granted every agent' : `Who may call it: ${listed(chosen)}`
      }
      open={false}
      filled={false}
    >
      {error !== null && <Failure error={error} />}
      {grantees?.length === 0 && (
        <p className={styles.none}>
          There is no access group and no team yet. A key can be granted the agent by itself.
        </p>
      )}
      <ul className={styles.list}>
        {(grantees ?? []).map((grantee) => (
          <li key={`${grantee.kind} ${grantee.id}`}>
            <label className={styles.choice}>
              <input
                type="checkbox"
                checked={grantee.hasAll || isChosen(grantee)}
                disabled={grantee.hasAll}
                onChange={() => toggle(grantee)}
              />
              {grantee.label}
              {grantee.hasAll && <span className={styles.none}>is granted every agent</span>}
            </label>
          </li>
        ))}
      </ul>
    </FoldedFields>
  )
}

const listed = (chosen: readonly Grantee[]) => chosen.map(({ label }) => label).join(', ')
