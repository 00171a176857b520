import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { isApiError } from '../../../api/is-api-error.ts'
import { Empty } from '../../../components/empty.tsx'
import { Failure } from '../../../components/failure.tsx'
import { Notice } from '../../../components/notice.tsx'
import { Screen } from '../../../components/screen.tsx'
import { type Tab, Tabs } from '../../../components/tabs.tsx'
import { useMay } from '../../../session/use-session.ts'
import { standingOf } from '../agent-facts.ts'
import { AccessTab } from './access-tab.tsx'
import { AgentActions } from './agent-actions.tsx'
import { AgentHeadline } from './agent-headline.tsx'
import { agentQuery, type TaggedAgent } from './agent-query.ts'
import { type AgentTab, agentRoute } from './agent-route.ts'
import styles from './agent-screen.module.css'
import { CallsTab } from './calls-tab.tsx'
import { CardTab } from './card-tab.tsx'
import { FirstCall } from './first-call.tsx'
import { LimitsTab } from './limits-tab.tsx'
import { OverviewTab } from './overview-tab.tsx'
import { SettingsTab } from './settings-tab.tsx'

/** How is this agent, and who may do what with it? */
export function AgentScreen() {
  const { agent: name } = agentRoute.useParams()
  const { data, error, refetch } = useQuery(agentQuery(name))
  if (data !== undefined) return <AgentDetail key={data.agent.agent_id} tagged={data} />
  const isGone = isApiError(error) && error.status === 404
  return (
    <Screen title={name}>
      {isGone && (
        <Empty title={`There is no agent ${name}.`}>
          <Link to="/agents">To the agents</Link>
        </Empty>
      )}
      {error !== null && !isGone && <Failure error={error} retry={() => refetch()} />}
    </Screen>
  )
}

function AgentDetail({ tagged }: { readonly tagged: TaggedAgent }) {
  const { agent } = tagged
  const { tab = 'overview', added } = agentRoute.useSearch()
  const navigate = agentRoute.useNavigate()
  const { reason } = standingOf(agent)
  const may = useMay()
  const seesAll = may('see every agent')
  const tabs: readonly (Tab<AgentTab> | false)[] = [
    seesAll && { id: 'overview', label: 'Overview', content: () => <OverviewTab tagged={tagged} /> },
    { id: 'card', label: 'Card', content: () => <CardTab agent={agent} /> },
    seesAll && may('see users') && { id: 'access', label: 'Access', content: () => <AccessTab agent={agent} /> },
    seesAll && { id: 'limits', label: 'Limits and cost', content: () => <LimitsTab tagged={tagged} /> },
    { id: 'calls', label: 'Calls', content: () => <CallsTab agent={agent} /> },
    seesAll && { id: 'settings', label: 'Settings', content: () => <SettingsTab tagged={tagged} /> },
  ]
  const shown = tabs.filter((each) => each !== false)
  const chosen = shown.some(({ id }) => id === tab) ? tab : (shown[0]?.id ?? 'card')

  return (
    <Screen title={agent.agent_name} summary={<AgentHeadline agent={agent} />} actions={<AgentActions agent={agent} />}>
      {added !== undefined && <FirstCall agent={agent} notGranted={added === 'granted' ? undefined : added} />}
      {agent.source === 'file' && may('manage agents') && (
        <Notice tone="waiting">It stands in gateway.yaml: it is changed and deleted there.</Notice>
      )}
      {reason !== undefined && <p className={styles.reason}>{reason}</p>}
      <Tabs
        label={`Parts of ${agent.agent_name}`}
        tabs={shown}
        chosen={chosen}
        onChoose={(next) => navigate({ search: next === 'overview' ? {} : { tab: next }, replace: true })}
      />
    </Screen>
  )
}
