import { Link } from '@tanstack/react-router'
import { type Column, DataTable } from '../../components/data-table.tsx'
import rowLink from '../../components/row-link.module.css'
import { StateLabel } from '../../components/state-label.tsx'
import { TimeOf } from '../../components/time-of.tsx'
import { ROW_LINK } from '../../components/use-row-keys.ts'
import { UsedBar } from '../../components/used-bar.tsx'
import { money } from '../../format/money.ts'
import { grantText, nameOf, stateOf } from './key-facts.ts'
import type { Key } from './keys-queries.ts'

/** How agents, teams and users are called, by their ids. */
export type NameOf = (id: string) => string

const columns = (agentName: NameOf, teamName: NameOf, userName: NameOf): readonly Column<Key>[] => [
  {
    id: 'name',
    header: 'Name',
    cell: (key) => (
      <Link to="/keys" search={(before) => ({ ...before, key: key.token })} className={rowLink.link} {...ROW_LINK}>
        {nameOf(key)}
      </Link>
    ),
  },
  { id: 'state', header: 'State', width: '112px', cell: (key) => <StateLabel {...stateOf(key)} /> },
  { id: 'grant', header: 'May call', cell: ({ object_permission }) => grantText(object_permission, agentName) },
  {
    id: 'team',
    header: 'Team',
    width: '120px',
    wideOnly: true,
    cell: ({ team_id: id }) => (id === null ? '–' : teamName(id)),
  },
  {
    id: 'user',
    header: 'User',
    width: '160px',
    wideOnly: true,
    cell: ({ user_id: id }) => (id === null ? '–' : userName(id)),
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
  {
    id: 'expires',
    header: 'Expires',
    width: '136px',
    wideOnly: true,
    cell: ({ expires }) => (expires === null ? 'never' : <TimeOf iso={expires} />),
  },
]

export interface KeyTableProps {
  readonly keys: readonly Key[]
  readonly agentName: NameOf
  readonly teamName: NameOf
  readonly userName: NameOf
}

/** Keys: who they are of, what they may call, and what of what is allowed is used. */
export const KeyTable = ({ keys, agentName, teamName, userName }: KeyTableProps) => (
  <DataTable label="Keys" columns={columns(agentName, teamName, userName)} rows={keys} rowKey={({ token }) => token} />
)
