import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { type ReactNode, useState } from 'react'
import { Button } from '../../components/button.tsx'
import { ConfirmDialog } from '../../components/confirm-dialog.tsx'
import { Dialog } from '../../components/dialog.tsx'
import { Failure } from '../../components/failure.tsx'
import { Menu } from '../../components/menu.tsx'
import { labelOf } from '../../components/option.ts'
import { ShortId } from '../../components/short-id.tsx'
import { StateLabel } from '../../components/state-label.tsx'
import { TimeOf } from '../../components/time-of.tsx'
import { useMay } from '../../session/use-session.ts'
import { teamChoicesQuery, userChoicesQuery } from '../holders/choice-queries.ts'
import styles from '../holders/holder-drawer.module.css'
import { useAgentChoices } from '../holders/use-agent-choices.ts'
import { EditKeyDialog } from './edit-key-dialog.tsx'
import { KeyBudget } from './key-budget.tsx'
import { grantText, nameOf, stateOf } from './key-facts.ts'
import { keyQuery } from './keys-queries.ts'
import { RotateKeyDialog } from './rotate-key-dialog.tsx'
import { useKeyActions } from './use-key-actions.ts'
import { WhyNot } from './why-not.tsx'

type Asked = 'edit' | 'rotate' | 'block' | 'delete' | 'reset'

/** One key: what it may, what of it is used, and what can be done with it. */
export function KeyDrawer({ id, onClose }: { readonly id: string; readonly onClose: () => void }) {
  const may = useMay()
  const { data, error, refetch } = useQuery(keyQuery(id))
  const { block, unblock, remove, resetSpend } = useKeyActions(id)
  const [asked, setAsked] = useState<Asked>()
  const agentName = labelOf(useAgentChoices())
  const { data: teams = [] } = useQuery({ ...teamChoicesQuery, enabled: may('see teams') })
  const { data: users = [] } = useQuery({ ...userChoicesQuery, enabled: may('see users') })
  const [teamName, userName] = [labelOf(teams), labelOf(users)]
  const done = () => setAsked(undefined)
  const key = data?.key
  if (key === undefined) {
    return (
      <Dialog title="Key" open onClose={onClose} place="side">
        {error !== null && <Failure error={error} retry={() => refetch()} />}
      </Dialog>
    )
  }
  const name = nameOf(key)
  return (
    <Dialog title={name} open onClose={onClose} place="side">
      <div className={styles.content}>
        <div className={styles.head}>
          <StateLabel {...stateOf(key)} />
          {may('manage keys') && (
            <div className={styles.actions}>
              <Button onClick={() => setAsked('edit')}>Change</Button>
              {key.blocked && (
                <Button busy={unblock.isPending} onClick={() => unblock.mutate()}>
                  Unblock
                </Button>
              )}
              <Menu
                label={`Actions for ${name}`}
                groups={[
                  [
                    { label: 'Replace secret…', onChoose: () => setAsked('rotate') },
                    ...(may('manage budgets')
                      ? [{ label: 'Set spending to zero…', onChoose: () => setAsked('reset') }]
                      : []),
                  ],
                  [
                    ...(key.blocked ? [] : [{ label: 'Block…', danger: true, onChoose: () => setAsked('block') }]),
                    { label: 'Delete…', danger: true, onChoose: () => setAsked('delete') },
                  ],
                ]}
              />
            </div>
          )}
        </div>
        {unblock.error !== null && <Failure error={unblock.error} />}
        <dl className={styles.facts}>
          <Fact name="May call">{grantText(key.object_permission, agentName)}</Fact>
          <Fact name="Secret">{key.key_name}</Fact>
          <Fact name="Id">
            <ShortId id={key.token} />
          </Fact>
          <Fact name="Team">{key.team_id && teamName(key.team_id)}</Fact>
          <Fact name="User">{key.user_id && userName(key.user_id)}</Fact>
          <Fact name="Agent that calls with it">{key.agent_id && agentName(key.agent_id)}</Fact>
          <Fact name="Tags">{key.tags.length === 0 ? null : key.tags.join(', ')}</Fact>
          <Fact name="Requests a minute">{key.rpm_limit}</Fact>
          <Fact name="Tokens a minute">{key.tpm_limit}</Fact>
          <Fact name="Calls at a time">{key.max_parallel_requests}</Fact>
          <Fact name="Expires">{key.expires === null ? 'never' : <TimeOf iso={key.expires} />}</Fact>
          <Fact name="Made">
            <TimeOf iso={key.created_at} />
          </Fact>
        </dl>
        <KeyBudget id={id} />
        <p>
          <Link to="/logs" search={{ key: key.token }}>
            Its calls
          </Link>
        </p>
        <WhyNot apiKey={key.token} />
      </div>
      {asked === 'edit' && <EditKeyDialog apiKey={key} etag={data?.etag} onClose={done} />}
      {asked === 'rotate' && <RotateKeyDialog apiKey={key} onClose={done} />}
      {asked === 'block' && (
        <ConfirmDialog
          title={`Block ${name}?`}
          action="Block key"
          busy={block.isPending}
          error={block.error}
          onConfirm={() => block.mutate(undefined, { onSuccess: done })}
          onClose={done}
        >
          <p>Within a second calls with it are refused, and those under way end. It can be unblocked.</p>
        </ConfirmDialog>
      )}
      {asked === 'reset' && (
        <ConfirmDialog
          title={`Set the spending of ${name} to zero?`}
          action="Set to zero"
          busy={resetSpend.isPending}
          error={resetSpend.error}
          onConfirm={() => resetSpend.mutate(undefined, { onSuccess: done })}
          onClose={done}
        >
          <p>Its budget is whole again. What its calls cost stays in the usage and in their records.</p>
        </ConfirmDialog>
      )}
      {asked === 'delete' && (
        <ConfirmDialog
          title={`Delete ${name}?`}
          action="Delete key"
          name={name}
          busy={remove.isPending}
          error={remove.error}
          onConfirm={() => remove.mutate(undefined, { onSuccess: onClose })}
          onClose={done}
        >
          <p>
            Whoever calls with it is refused within a second. It may call {grantText(key.object_permission, agentName)}.
            Records of its calls stay.
          </p>
        </ConfirmDialog>
      )}
    </Dialog>
  )
}

/** Left out where there is nothing. */
const Fact = ({ name, children }: { readonly name: string; readonly children: ReactNode }) =>
  children === null ? null : (
    <div className={styles.fact}>
      <dt>{name}</dt>
      <dd>{children}</dd>
    </div>
  )
