import { keepPreviousData, useInfiniteQuery } from '@tanstack/react-query'
import { useEffect, useState } from 'react'
import type { Session } from '../api/session-state.ts'
import { Button } from '../components/button.tsx'
import { Empty } from '../components/empty.tsx'
import { Failure } from '../components/failure.tsx'
import { FilterField } from '../components/filter-field.tsx'
import { Screen } from '../components/screen.tsx'
import { TableSkeleton } from '../components/table-skeleton.tsx'
import { AgentEntry } from './agent-entry.tsx'
import styles from './hub-list.module.css'
import { type HubSearch, hubPath } from './hub-place.ts'
import { hubQuery } from './hub-query.ts'
import { useDebounced } from './use-debounced.ts'

const TYPING_MS = 200

export interface HubListProps {
  /** What the address asked for. */
  readonly search: HubSearch
  readonly session: Session | null
}

/** Which agents are there, and what can they do? */
export function HubList({ search: asked, session }: HubListProps) {
  const [search, setSearch] = useState(asked)
  const [typed, setTyped] = useState(asked.q ?? '')
  const words = useDebounced(typed.trim(), TYPING_MS)
  const { q: _before, ...others } = search
  const whole: HubSearch = words === '' ? others : { ...others, q: words }
  const address = hubPath({ page: 'list', search: whole })
  useEffect(() => window.history.replaceState(null, '', address), [address])
  const {
    data: agents,
    error,
    refetch,
    hasNextPage,
    fetchNextPage,
    isFetchingNextPage,
  } = useInfiniteQuery({ ...hubQuery(whole, session !== null), placeholderData: keepPreviousData })
  const narrowed = Object.values(others)
  const isFiltered = words !== '' || narrowed.length > 0
  const showAll = () => {
    setSearch({})
    setTyped('')
  }

  return (
    <Screen
      title="Find an agent"
      actions={
        <>
          {narrowed.map((value) => (
            <Button key={value} onClick={() => setSearch({})} aria-label={`Do not ask for ${value}`}>
              {value} <span aria-hidden="true">✕</span>
            </Button>
          ))}
          <FilterField
            label="Search agents and skills"
            placeholder="What should it do?"
            value={typed}
            onChange={setTyped}
          />
        </>
      }
    >
      {agents === undefined && error !== null && <Failure error={error} retry={() => refetch()} />}
      {agents === undefined && error === null && <TableSkeleton label="Loading the agents" />}
      {agents?.length === 0 && <NoAgent isFiltered={isFiltered} isSignedIn={session !== null} showAll={showAll} />}
      {agents !== undefined && agents.length > 0 && (
        <ul aria-label="Agents" className={styles.list}>
          {agents.map((agent) => (
            <AgentEntry key={agent.name} agent={agent} onTag={(tag) => setSearch({ tag })} />
          ))}
        </ul>
      )}
      {hasNextPage && (
        <div className={styles.more}>
          <Button busy={isFetchingNextPage} onClick={() => fetchNextPage()}>
            Show more agents
          </Button>
        </div>
      )}
    </Screen>
  )
}

interface NoAgentProps {
  readonly isFiltered: boolean
  readonly isSignedIn: boolean
  readonly showAll: () => void
}

function NoAgent({ isFiltered, isSignedIn, showAll }: NoAgentProps) {
  if (isFiltered) {
    return (
      <Empty title="No agent fits.">
        <Button onClick={showAll}>Show all</Button>
      </Empty>
    )
  }
  return isSignedIn ? (
    <Empty title="There is no agent for you yet.">
      <p>Ask whoever runs this gateway to let you call one, or to make one public.</p>
    </Empty>
  ) : (
    <Empty title="No agent is public here.">
      <p>Sign in to see those that you may call.</p>
    </Empty>
  )
}
