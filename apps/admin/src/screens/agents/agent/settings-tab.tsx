import { useQuery } from '@tanstack/react-query'
import { JsonView } from '../../../components/json-view.tsx'
import { useMay } from '../../../session/use-session.ts'
import { adaptersQuery } from '../add/adapters-query.ts'
import { AgentEditor } from './agent-editor.tsx'
import type { TaggedAgent } from './agent-query.ts'
import { agentRoute } from './agent-route.ts'
import { UpstreamsEditor } from './upstreams-editor.tsx'

const TOP = ['name', 'description']
const REST = ['routing', 'card', 'public', 'records', 'contexts', 'strictVersion', 'stayAttached']

/** How the agent is registered, as a form; as JSON to who may not change it. */
export function SettingsTab({ tagged }: { readonly tagged: TaggedAgent }) {
  const navigate = agentRoute.useNavigate()
  const may = useMay()
  const { data: adapters } = useQuery(adaptersQuery)
  const { agent } = tagged
  if (!may('manage agents') || agent.source === 'file') {
    const members = new Map<string, unknown>(Object.entries(agent))
    const shown = [...TOP, 'upstreams', ...REST].flatMap((name) =>
      members.get(name) === undefined ? [] : [[name, members.get(name)]],
    )
    return <JsonView title="As it is registered" value={Object.fromEntries(shown)} />
  }
  if (adapters === undefined) return null
  return (
    <AgentEditor
      tagged={tagged}
      members={[...TOP, 'upstreams', ...REST]}
      above={TOP}
      below={REST}
      onSaved={(name) =>
        navigate({ to: '/agents/$agent', params: { agent: name }, search: { tab: 'settings' }, replace: true })
      }
    >
      {(part) => <UpstreamsEditor adapters={adapters} {...part} />}
    </AgentEditor>
  )
}
