import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { Failure } from '../../components/failure.tsx'
import { labelOf } from '../../components/option.ts'
import { PickField } from '../../components/pick-field.tsx'
import { StateLabel } from '../../components/state-label.tsx'
import styles from '../holders/holder-drawer.module.css'
import { useAgentChoices } from '../holders/use-agent-choices.ts'
import { accessQuery } from './keys-queries.ts'

/** Why a key may call an agent, or may not: the rules in their order, and how to change the one that decides. */
export function WhyNot({ apiKey }: { readonly apiKey: string }) {
  const [agent, setAgent] = useState<string>()
  const agents = useAgentChoices()
  const name = labelOf(agents)
  return (
    <section aria-labelledby="why-not" className={styles.part}>
      <h3 id="why-not" className={styles.heading}>
        May it call…?
      </h3>
      <PickField
        label="Agent"
        placeholder="Choose an agent"
        options={agents}
        value={agent}
        onChange={setAgent}
        empty="No agent has this name."
      />
      {agent !== undefined && <Explanation apiKey={apiKey} agent={agent} name={name(agent)} />}
    </section>
  )
}

interface ExplanationProps {
  readonly apiKey: string
  readonly agent: string
  readonly name: string
}

function Explanation({ apiKey, agent, name }: ExplanationProps) {
  const { data, error, refetch } = useQuery(accessQuery(apiKey, agent))
  if (data === undefined) return error === null ? null : <Failure error={error} retry={() => refetch()} />
  const deciding = data.steps.find(({ allowed }) => !allowed)
  return (
    <div aria-live="polite" className={styles.part}>
      <p>
        <StateLabel
          state={data.allowed ? 'healthy' : 'down'}
          label={data.allowed ? `It may call ${name}.` : `It may not call ${name}.`}
        />{' '}
        {deciding?.reason}
      </p>
      <details>
        <summary>All rules</summary>
        <ul className={styles.rules}>
          {data.steps.map(({ step, allowed, reason }) => (
            <li key={`${step} ${reason}`}>
              <StateLabel state={allowed ? 'healthy' : 'down'} label={step} /> {reason}
            </li>
          ))}
        </ul>
      </details>
    </div>
  )
}
