import { useQuery } from '@tanstack/react-query'
import { counted } from '../../../format/count.ts'
import type { Agent } from '../agents-query.ts'
import { callersQuery } from './callers-query.ts'
import { upstreamsQuery } from './upstreams-query.ts'

/** In numbers, whom it concerns that an agent can be called no more. */
export function Consequences({ agent }: { readonly agent: Agent }) {
  const { data: callers, error } = useQuery(callersQuery(agent.agent_id))
  const { data: upstreams } = useQuery(upstreamsQuery(agent.agent_id))
  const keys = callers === undefined ? undefined : counted(callers.keys.total, 'key')
  const running = upstreams?.running
  return (
    <p aria-live="polite">
      {keys === undefined
        ? error === null
          ? 'Counting the keys that can call it …'
          : 'How many keys can call it is not known.'
        : `${callers?.complete === false ? 'At least ' : ''}${keys} can call it.`}{' '}
      {running !== undefined && `${counted(running, 'call')} ${running === 1 ? 'is' : 'are'} running on this gateway.`}
    </p>
  )
}
