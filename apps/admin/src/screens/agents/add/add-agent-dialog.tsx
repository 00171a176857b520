import { useQuery } from '@tanstack/react-query'
import { Dialog } from '../../../components/dialog.tsx'
import { Failure } from '../../../components/failure.tsx'
import { agentQuery } from '../agent/agent-query.ts'
import { adaptersQuery } from './adapters-query.ts'
import { AddAgentForm } from './add-agent-form.tsx'
import { copiedDefinition } from './copied-definition.ts'

export interface AddAgentDialogProps {
  /** Id or name of the agent that it begins with a copy of. */
  readonly like: string | undefined
  readonly onClose: () => void
}

const NOTHING = { definition: {}, withoutSecrets: false }

/** An agent is added: where it runs, what is found there, and its name here. */
export function AddAgentDialog({ like, onClose }: AddAgentDialogProps) {
  const { data: adapters, error } = useQuery(adaptersQuery)
  const copied = useQuery({ ...agentQuery(like ?? ''), enabled: like !== undefined })
  const copy = like === undefined ? NOTHING : copied.data && copiedDefinition(copied.data.agent)
  return (
    <Dialog title={like === undefined ? 'Add an agent' : `Add an agent like ${like}`} open onClose={onClose}>
      {error !== null && <Failure error={error} />}
      {copied.error !== null && <Failure error={copied.error} />}
      {adapters !== undefined && copy !== undefined && (
        <AddAgentForm adapters={adapters} copy={copy} name={like === undefined ? undefined : `${like}-copy`} />
      )}
    </Dialog>
  )
}
