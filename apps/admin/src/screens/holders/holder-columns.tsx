import type { Column } from '../../components/data-table.tsx'
import { StateLabel } from '../../components/state-label.tsx'
import { UsedBar } from '../../components/used-bar.tsx'
import { money } from '../../format/money.ts'
import { grantText } from '../keys/key-facts.ts'
import type { Holder } from './holder-form.ts'

/** A team or a user, as lists show them. */
export interface ListedHolder extends Holder {
  readonly blocked: boolean
  readonly spend?: number
}

/** What lists of teams and of users have alike. `agentName` says how an agent with an id is called. */
export const holderColumns = (agentName: (id: string) => string): readonly Column<ListedHolder>[] => [
  {
    id: 'state',
    header: 'State',
    width: '112px',
    cell: ({ blocked }) => <StateLabel state={blocked ? 'down' : 'healthy'} label={blocked ? 'Blocked' : 'Active'} />,
  },
  {
    id: 'grant',
    header: 'May call',
    wideOnly: true,
    cell: ({ object_permission }) => grantText(object_permission, agentName),
  },
  {
    id: 'spend',
    header: 'Spent',
    width: '144px',
    wideOnly: true,
    cell: ({ spend = 0, max_budget }) => (
      <UsedBar label="Budget" used={spend} allowed={max_budget ?? undefined} format={money} />
    ),
  },
]
