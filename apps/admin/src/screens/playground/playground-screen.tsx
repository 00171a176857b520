import { useQuery } from '@tanstack/react-query'
import { Empty } from '../../components/empty.tsx'
import { Failure } from '../../components/failure.tsx'
import { Screen } from '../../components/screen.tsx'
import { SelectField } from '../../components/select-field.tsx'
import { TableSkeleton } from '../../components/table-skeleton.tsx'
import { AgentChooser } from './agent-chooser.tsx'
import { AgentList } from './agent-list.tsx'
import { Chat } from './chat/chat.tsx'
import { playgroundRoute } from './playground-route.ts'
import { reachedAgentsQuery } from './reached-agents-query.ts'

const VERSIONS = [
  { value: '1.0', label: 'A2A 1.0' },
  { value: '0.3', label: 'A2A 0.3' },
]

/** What does an agent answer, and how does that look on the wire? */
export function PlaygroundScreen() {
  const search = playgroundRoute.useSearch()
  const navigate = playgroundRoute.useNavigate()
  const { data: agents, error, refetch } = useQuery(reachedAgentsQuery)
  const version = search.version === 0.3 ? '0.3' : '1.0'
  const named = search.agent ?? (agents?.length === 1 ? agents[0]?.agent_name : undefined)
  const agent = agents?.find(({ agent_id: id, agent_name: name }) => named === name || named === id)?.agent_name
  const choose = (name: string) => navigate({ search: ({ task: _left, ...rest }) => ({ ...rest, agent: name }) })
  const chooseVersion = (value: string) =>
    navigate({
      search: ({ version: _before, ...rest }) => (value === '0.3' ? { ...rest, version: 0.3 } : rest),
      replace: true,
    })

  return (
    <Screen
      title="Playground"
      actions={
        agents !== undefined &&
        agents.length > 0 && (
          <>
            <AgentChooser names={agents.map(({ agent_name: name }) => name)} chosen={agent} onChoose={choose} />
            <SelectField label="Version of A2A" value={version} options={VERSIONS} onChange={chooseVersion} />
          </>
        )
      }
    >
      {agents === undefined && error !== null && <Failure error={error} retry={() => refetch()} />}
      {agents === undefined && error === null && <TableSkeleton label="Loading the agents" />}
      {agents?.length === 0 && (
        <Empty title="You may call no agent yet.">
          <p>Ask an administrator for a grant. Administrators add agents on the screen Agents.</p>
        </Empty>
      )}
      {agents !== undefined && named !== undefined && agent === undefined && agents.length > 0 && (
        <Empty title={`There is no agent ${named} that you may call.`}>
          <p>Choose another one, or ask an administrator for a grant.</p>
        </Empty>
      )}
      {agents !== undefined && agents.length > 0 && agent === undefined && (
        <AgentList names={agents.map(({ agent_name: name }) => name)} />
      )}
      {agent !== undefined && <Chat key={agent} agent={agent} version={version} />}
    </Screen>
  )
}
