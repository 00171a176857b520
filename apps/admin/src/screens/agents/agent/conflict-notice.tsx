import { Button } from '../../../components/button.tsx'
import { Notice } from '../../../components/notice.tsx'
import { isObject, type JsonObject } from '../../../components/schema-form/json.ts'
import styles from './agent-screen.module.css'
import { changedPlaces } from './changed-places.ts'

export interface ConflictNoticeProps {
  /** As it was when the editing began. */
  readonly before: JsonObject
  readonly mine: JsonObject
  readonly theirs: JsonObject
  readonly onTake: () => void
  readonly onKeep: () => void
}

/** That somebody else has changed the agent while it was edited here: what they changed beside what stands here. */
export function ConflictNotice({ before, mine, theirs, onTake, onKeep }: ConflictNoticeProps) {
  const places = changedPlaces(before, theirs)
  return (
    <Notice tone="waiting">
      <p>Somebody else has changed this agent since you began. Nothing is saved yet.</p>
      {places.length === 0 && <p>What they changed is not in this form.</p>}
      {places.length > 0 && (
        <ul className={styles.rows} aria-label="What they changed">
          {places.map((place) => (
            <li key={place.join('.')}>
              <code>{place.join('.')}</code>
              <span>
                {shown(before, place)} → <strong>{shown(theirs, place)}</strong>; yours: {shown(mine, place)}
              </span>
            </li>
          ))}
        </ul>
      )}
      <div className={styles.line}>
        <Button onClick={onKeep}>Save mine over it</Button>
        <Button onClick={onTake}>Take theirs</Button>
      </div>
    </Notice>
  )
}

function shown(whole: JsonObject, place: readonly string[]): string {
  const value = place.reduce<unknown>((at, name) => (isObject(at) ? at[name] : undefined), whole)
  return value === undefined ? 'none' : typeof value === 'string' ? value : JSON.stringify(value)
}
