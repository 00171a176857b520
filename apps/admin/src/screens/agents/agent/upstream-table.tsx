import { useState } from 'react'
import { type Column, DataTable } from '../../../components/data-table.tsx'
import { Failure } from '../../../components/failure.tsx'
import { Menu, type MenuAction } from '../../../components/menu.tsx'
import { StateLabel } from '../../../components/state-label.tsx'
import { TimeOf } from '../../../components/time-of.tsx'
import { count } from '../../../format/count.ts'
import { duration } from '../../../format/duration.ts'
import { useMay } from '../../../session/use-session.ts'
import type { Agent } from '../agents-query.ts'
import type { TaggedAgent } from './agent-query.ts'
import { TestUpstreamDialog } from './test-upstream-dialog.tsx'
import { placeOf, upstreamStanding, withUpstream } from './upstream-facts.ts'
import styles from './upstream-table.module.css'
import type { UpstreamState } from './upstreams-query.ts'
import { usePatchAgent } from './use-agent-changes.ts'
import { WeightDialog } from './weight-dialog.tsx'

export interface UpstreamTableProps {
  readonly tagged: TaggedAgent
  readonly upstreams: readonly UpstreamState[]
}

/** The places where an agent runs: how each stands, why and since when, and what can be done with it. */
export function UpstreamTable({ tagged: { agent, etag }, upstreams }: UpstreamTableProps) {
  const may = useMay()
  const [asked, setAsked] = useState<{ readonly what: 'test' | 'weight'; readonly name: string }>()
  const patch = usePatchAgent(agent.agent_id)
  const place = (name: string) => {
    const upstream = agent.upstreams?.find((each) => each.name === name)
    return upstream && placeOf(upstream)
  }
  const actionsOf = ({
    name,
    draining = false,
    fallback = false,
  }: UpstreamState): readonly (readonly MenuAction[])[] => {
    if (!may('manage agents') || fallback) return []
    const change = (part: { readonly draining: boolean }) =>
      patch.mutate({ change: { upstreams: withUpstream(agent, name, part) }, etag })
    const changes: readonly MenuAction[] = [
      { label: 'Set weight', onChoose: () => setAsked({ what: 'weight', name }) },
      draining
        ? { label: 'Take new conversations again', onChoose: () => change({ draining: false }) }
        : { label: 'Drain: no new conversations', onChoose: () => change({ draining: true }) },
    ]
    return [
      [{ label: 'Test', onChoose: () => setAsked({ what: 'test', name }) }],
      agent.source === 'file' ? [] : changes,
    ]
  }
  const columns: readonly Column<UpstreamState>[] = [
    {
      id: 'name',
      header: 'Upstream',
      cell: (upstream) => (
        <>
          <strong>{upstream.name}</strong>
          {upstream.fallback === true && <span className={styles.quiet}> stands in</span>}{' '}
          <span className={styles.quiet} title={place(upstream.name)}>
            {place(upstream.name)}
          </span>
          <span className={styles.narrow}>
            <Standing upstream={upstream} agent={agent} />
          </span>
        </>
      ),
    },
    {
      id: 'state',
      header: 'State',
      width: '34%',
      wideOnly: true,
      cell: (upstream) => <Standing upstream={upstream} agent={agent} />,
    },
    {
      id: 'weight',
      header: 'Weight',
      width: '72px',
      align: 'end',
      cell: ({ weight }) => (weight === undefined ? '–' : count(weight)),
    },
    {
      id: 'active',
      header: 'Running',
      width: '80px',
      align: 'end',
      wideOnly: true,
      cell: ({ active }) => (active === undefined ? '–' : count(active)),
    },
    {
      id: 'latency',
      header: 'First event',
      width: '96px',
      align: 'end',
      wideOnly: true,
      cell: ({ latencyMs }) => (latencyMs === undefined ? '–' : duration(latencyMs)),
    },
    {
      id: 'actions',
      header: 'Actions',
      width: '72px',
      align: 'end',
      cell: (upstream) => (
        <Menu look="bare" label={`Actions for upstream ${upstream.name}`} groups={actionsOf(upstream)} />
      ),
    },
  ]
  return (
    <>
      {patch.error !== null && <Failure error={patch.error} />}
      <DataTable label="Upstreams" columns={columns} rows={upstreams} rowKey={({ name }) => name} />
      {asked?.what === 'test' && (
        <TestUpstreamDialog agent={agent} upstream={asked.name} onClose={() => setAsked(undefined)} />
      )}
      {asked?.what === 'weight' && (
        <WeightDialog tagged={{ agent, etag }} upstream={asked.name} onClose={() => setAsked(undefined)} />
      )}
    </>
  )
}

function Standing({ upstream, agent }: { readonly upstream: UpstreamState; readonly agent: Agent }) {
  const { reason, since, lastError } = upstream
  const why = reason ?? lastError?.reason
  return (
    <span title={why}>
      <StateLabel {...upstreamStanding(upstream, agent)} />
      {since !== undefined && (
        <span className={styles.quiet}>
          {' '}
          since <TimeOf iso={since} />
        </span>
      )}
      {reason !== undefined && <span className={styles.quiet}> {reason}</span>}
    </span>
  )
}
