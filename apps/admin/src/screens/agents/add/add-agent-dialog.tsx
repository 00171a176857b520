import { useQuery } from '@tanstack/react-query'
import { useNavigate } from '@tanstack/react-router'
import { type FormEvent, useState } from 'react'
import { Button } from '../../../components/button.tsx'
import { Dialog } from '../../../components/dialog.tsx'
import { Failure } from '../../../components/failure.tsx'
import { TextField } from '../../../components/text-field.tsx'
import { adaptersQuery } from './adapters-query.ts'
import styles from './add-agent-dialog.module.css'
import { type SettingTexts, settingFields, settingsOf } from './setting-fields.ts'
import { SettingsForm } from './settings-form.tsx'
import { suggestedName } from './suggested-name.ts'
import { TestResult } from './test-result.tsx'
import { useAddAgent, useTestAgent } from './use-add-agent.ts'

const NATIVE = 'a2a'

/** An agent is added: where it runs, what is found there, and its name here. */
export function AddAgentDialog({ onClose }: { readonly onClose: () => void }) {
  const navigate = useNavigate()
  const { data: adapters = [], error: adaptersError } = useQuery(adaptersQuery)
  const [adapterName, setAdapterName] = useState(NATIVE)
  const [texts, setTexts] = useState<SettingTexts>({})
  const [typedName, setName] = useState<string>()
  const test = useTestAgent()
  const add = useAddAgent()
  const adapter = adapters.find(({ name }) => name === adapterName)
  const fields = adapter === undefined ? [] : settingFields(adapter)
  const upstream = { adapter: adapterName, settings: settingsOf(fields, texts) }
  const name = typedName ?? suggestedName(test.data?.card)

  const change = (next: SettingTexts) => {
    setTexts(next)
    test.reset()
  }
  const choose = (next: string) => {
    setAdapterName(next)
    change({})
  }
  const submit = (event: FormEvent) => {
    event.preventDefault()
    // The first Enter looks whether the agent is there; what was found, or is to be added all the same, is added.
    if (test.data === undefined) return test.mutate(upstream)
    return add.mutate(
      { name, upstreams: [upstream] },
      { onSuccess: (agent) => navigate({ to: '/agents', search: { q: agent.agent_name }, replace: true }) },
    )
  }

  return (
    <Dialog title="Add an agent" open onClose={onClose}>
      <form onSubmit={submit} className={styles.form}>
        {adaptersError !== null && <Failure error={adaptersError} />}
        <fieldset className={styles.providers}>
          <legend className="visually-hidden">Provider</legend>
          {adapters.map(({ name: value, title }) => (
            <label key={value} className={styles.provider}>
              <input
                type="radio"
                name="provider"
                checked={value === adapterName}
                onChange={() => choose(value)}
                className="visually-hidden"
              />
              {title}
            </label>
          ))}
        </fieldset>
        <SettingsForm key={adapterName} fields={fields} texts={texts} onChange={change} />
        {test.error !== null && <Failure error={test.error} />}
        {test.data !== undefined && <TestResult result={test.data} />}
        {test.data !== undefined && (
          <TextField
            label="Name"
            description="Callers address it by this: /a2a/name"
            required
            value={name}
            onValueChange={setName}
          />
        )}
        {add.error !== null && <Failure error={add.error} />}
        <div className={styles.actions}>
          {test.data === undefined ? (
            <Button type="submit" look="primary" busy={test.isPending}>
              {test.isPending ? 'Looking for it' : 'Find agent'}
            </Button>
          ) : (
            <>
              <Button busy={test.isPending} onClick={() => test.mutate(upstream)}>
                Look again
              </Button>
              <Button type="submit" look="primary" busy={add.isPending}>
                {test.data.ok ? 'Add agent' : 'Add all the same'}
              </Button>
            </>
          )}
        </div>
      </form>
    </Dialog>
  )
}
