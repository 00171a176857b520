import { useQuery, useQueryClient } from '@tanstack/react-query'
import { type FormEvent, type ReactNode, useState } from 'react'
import { isApiError } from '../../../api/is-api-error.ts'
import { Button } from '../../../components/button.tsx'
import { Failure } from '../../../components/failure.tsx'
import { type FieldErrors, fieldErrorsOf } from '../../../components/schema-form/field-errors.ts'
import { isObject, type JsonObject } from '../../../components/schema-form/json.ts'
import { SchemaFields } from '../../../components/schema-form/schema-fields.tsx'
import { agentSchemaQuery, membersNamed } from '../agent-schema-query.ts'
import type { Agent } from '../agents-query.ts'
import { agentQuery, readAgent, type TaggedAgent } from './agent-query.ts'
import styles from './agent-screen.module.css'
import { ConflictNotice } from './conflict-notice.tsx'
import { mergePatchOf } from './merge-patch-of.ts'
import { usePatchAgent } from './use-agent-changes.ts'

/** What a part of the form is given beside those that are drawn from the schema. */
export interface EditedPart {
  readonly value: JsonObject
  readonly onChange: (value: JsonObject) => void
  readonly errors: FieldErrors
}

export interface AgentEditorProps {
  readonly tagged: TaggedAgent
  /** Members of the definition that are edited, in their order. */
  readonly members: readonly string[]
  /** Those that are drawn from the schema as they are, above what is given as children and below it. */
  readonly above?: readonly string[]
  readonly below: readonly string[]
  readonly children?: (part: EditedPart) => ReactNode
  /** Called with the name that the agent has by then. */
  readonly onSaved?: (name: string) => void
}

const part = (agent: Agent, names: readonly string[]): JsonObject => {
  const members = new Map<string, unknown>(Object.entries(agent))
  return Object.fromEntries(
    names.flatMap((name) => (members.get(name) === undefined ? [] : [[name, members.get(name)]])),
  )
}

/** Edits members of an agent. What somebody else has changed meanwhile is told of, and is not written over unseen. */
export function AgentEditor({ tagged, members, above = [], below, children, onSaved }: AgentEditorProps) {
  const client = useQueryClient()
  const { data: schema } = useQuery(agentSchemaQuery)
  // What is edited stays as it was read, also when the screen learns of something newer.
  const [base, setBase] = useState(tagged)
  const [value, setValue] = useState(() => part(tagged.agent, members))
  const [theirs, setTheirs] = useState<TaggedAgent>()
  const [saved, setSaved] = useState(false)
  const patch = usePatchAgent(tagged.agent.agent_id)
  const errors = fieldErrorsOf(patch.error)
  const before = part(base.agent, members)
  const change = mergePatchOf(before, value)
  const isConflict = isApiError(patch.error) && patch.error.status === 412

  const take = (next: TaggedAgent) => {
    setBase(next)
    setValue(part(next.agent, members))
    setTheirs(undefined)
    patch.reset()
  }
  const save = (etag: string | undefined) => {
    if (!isObject(change)) return
    patch.mutate(
      { change, etag },
      {
        async onSuccess({ agent_id: id, agent_name: name }) {
          const now = await readAgent(id)
          client.setQueryData(agentQuery(name).queryKey, now)
          take(now)
          setSaved(true)
          onSaved?.(name)
        },
        async onError(error) {
          if (isApiError(error) && error.status === 412) setTheirs(await readAgent(base.agent.agent_id))
        },
      },
    )
  }
  const edit = (next: unknown) => {
    setValue(isObject(next) ? next : {})
    setSaved(false)
    if (!isConflict) patch.reset()
  }
  const submit = (event: FormEvent) => {
    event.preventDefault()
    save(base.etag)
  }
  if (schema === undefined) return null
  const drawn = (names: readonly string[]) => (
    <SchemaFields
      key={`${names[0]} ${base.etag}`}
      members={membersNamed(schema, names)}
      value={value}
      onChange={edit}
      place=""
      errors={errors}
    />
  )
  return (
    <form onSubmit={submit} className={styles.form} noValidate>
      {drawn(above)}
      {children?.({ value, onChange: edit, errors })}
      {drawn(below)}
      {isConflict && theirs !== undefined && (
        <ConflictNotice
          before={before}
          mine={value}
          theirs={part(theirs.agent, members)}
          onTake={() => take(theirs)}
          onKeep={() => save(theirs.etag)}
        />
      )}
      {patch.error !== null && !isConflict && <Failure error={patch.error} />}
      <div className={styles.line}>
        <Button type="submit" look="primary" busy={patch.isPending} disabled={change === undefined}>
          Save
        </Button>
        {change !== undefined && (
          <Button
            onClick={() => {
              take(base)
            }}
          >
            Undo changes
          </Button>
        )}
        <span role="status" className={styles.quiet}>
          {saved && change === undefined ? 'Saved.' : ''}
        </span>
      </div>
    </form>
  )
}
