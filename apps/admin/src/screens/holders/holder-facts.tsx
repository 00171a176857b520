import type { ReactNode } from 'react'
import { durationText } from '../../components/duration-text.ts'
import { labelOf } from '../../components/option.ts'
import { ShortId } from '../../components/short-id.tsx'
import { UsedBar } from '../../components/used-bar.tsx'
import { count } from '../../format/count.ts'
import { money } from '../../format/money.ts'
import { grantText } from '../keys/key-facts.ts'
import styles from './holder-drawer.module.css'
import type { Holder } from './holder-form.ts'
import { useAgentChoices } from './use-agent-choices.ts'

export interface HolderFactsProps {
  readonly holder: Holder
  readonly id: string
  /** US dollars. */
  readonly spend?: number | undefined
  /** Further facts, before these. */
  readonly children?: ReactNode
}

/** What a team or a user reaches, and what of what it may use is used. */
export function HolderFacts({ holder, id, spend = 0, children }: HolderFactsProps) {
  const agentName = labelOf(useAgentChoices())
  const { budget_duration: every, max_budget: allowed } = holder
  return (
    <dl className={styles.facts}>
      {children}
      <HolderFact name="Id">
        <ShortId id={id} />
      </HolderFact>
      <HolderFact name="May call">{grantText(holder.object_permission, agentName)}</HolderFact>
      <HolderFact name="Spent">
        <UsedBar label="Budget" used={spend} allowed={allowed ?? undefined} format={money} />
        {every !== null && <span className={styles.note}>Begins anew every {durationText(every)}</span>}
      </HolderFact>
      <HolderFact name="Requests a minute">{holder.rpm_limit && count(holder.rpm_limit)}</HolderFact>
      <HolderFact name="Tokens a minute">{holder.tpm_limit && count(holder.tpm_limit)}</HolderFact>
      <HolderFact name="Calls at a time">{holder.max_parallel_requests}</HolderFact>
    </dl>
  )
}

/** Left out where there is nothing. */
export const HolderFact = ({ name, children }: { readonly name: string; readonly children: ReactNode }) =>
  children === null ? null : (
    <div className={styles.fact}>
      <dt>{name}</dt>
      <dd>{children}</dd>
    </div>
  )
