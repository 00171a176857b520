import { useNavigate } from '@tanstack/react-router'
import { useState } from 'react'
import { Failure } from '../../../components/failure.tsx'
import { Menu } from '../../../components/menu.tsx'
import { useMay } from '../../../session/use-session.ts'
import type { Agent } from '../agents-query.ts'
import { DeleteDialog } from './delete-dialog.tsx'
import { StopDialog } from './stop-dialog.tsx'
import { useReadCard, useStartAgent } from './use-agent-changes.ts'

/** What can be done with an agent. Stopping it is here, and no button: it is for emergencies. */
export function AgentActions({ agent }: { readonly agent: Agent }) {
  const { agent_id: id, agent_name: name, source, stopped } = agent
  const navigate = useNavigate()
  const may = useMay()
  const [asked, setAsked] = useState<'stop' | 'delete'>()
  const start = useStartAgent(id)
  const readCard = useReadCard(id)
  const error = start.error ?? readCard.error
  const isManaged = may('manage agents')
  const isEditable = isManaged && source !== 'file'
  const tried = {
    label: 'Try it in the playground',
    onChoose: () => navigate({ to: '/playground', search: { agent: name } }),
  }
  return (
    <>
      {error !== null && <Failure error={error} />}
      <Menu
        label={`Actions for ${name}`}
        groups={[
          [tried],
          [
            ...(isEditable
              ? [
                  {
                    label: 'Edit',
                    onChoose: () =>
                      navigate({ to: '/agents/$agent', params: { agent: name }, search: { tab: 'settings' } }),
                  },
                ]
              : []),
            ...(isManaged
              ? [
                  { label: 'Clone', onChoose: () => navigate({ to: '/agents', search: { add: true, like: name } }) },
                  { label: 'Read card again', onChoose: () => readCard.mutate(undefined) },
                ]
              : []),
          ],
          [
            ...(isManaged
              ? [
                  stopped === undefined
                    ? { label: 'Stop', danger: true, onChoose: () => setAsked('stop') }
                    : { label: 'Start', onChoose: () => start.mutate(undefined) },
                ]
              : []),
            ...(isEditable ? [{ label: 'Delete', danger: true, onChoose: () => setAsked('delete') }] : []),
          ],
        ]}
      >
        Actions <span aria-hidden="true">▾</span>
      </Menu>
      {asked === 'stop' && <StopDialog agent={agent} onClose={() => setAsked(undefined)} />}
      {asked === 'delete' && <DeleteDialog agent={agent} onClose={() => setAsked(undefined)} />}
    </>
  )
}
