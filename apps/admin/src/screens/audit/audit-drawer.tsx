import { Dialog } from '../../components/dialog.tsx'
import { JsonView } from '../../components/json-view.tsx'
import { TimeOf } from '../../components/time-of.tsx'
import styles from '../holders/holder-drawer.module.css'
import { HolderFact } from '../holders/holder-facts.tsx'
import { actorName } from './actor-name.ts'
import type { AuditEntry } from './audit-query.ts'
import { changedMembers } from './changed-members.ts'

/** One change: who, when, from where, and every member that is not as it was. */
export function AuditDrawer({ entry, onClose }: { readonly entry: AuditEntry; readonly onClose: () => void }) {
  const { action, actor, address, before, after, outcome, reason, requestId, target, time } = entry
  const changed = changedMembers(before, after)
  return (
    <Dialog title={`${action} ${target.name ?? target.id}`} open onClose={onClose} place="side">
      <div className={styles.content}>
        <dl className={styles.facts}>
          <HolderFact name="Who">{actorName(actor)}</HolderFact>
          <HolderFact name="When">
            <TimeOf iso={time} />
          </HolderFact>
          <HolderFact name="From">{address ?? null}</HolderFact>
          <HolderFact name="Request">{requestId ?? null}</HolderFact>
          <HolderFact name="What">{`${target.kind} ${target.id}`}</HolderFact>
          <HolderFact name="Outcome">{outcome === 'done' ? 'done' : `refused. ${reason ?? ''}`}</HolderFact>
        </dl>
        {changed.map((member) => (
          <section key={member.name} aria-label={member.name} className={styles.part}>
            <h3 className={styles.heading}>{member.name}</h3>
            {member.before !== undefined && <JsonView title="Before" value={member.before} />}
            {member.after !== undefined && <JsonView title="After" value={member.after} />}
          </section>
        ))}
        <JsonView title="Who, in full" value={actor} />
      </div>
    </Dialog>
  )
}
