import { useInfiniteQuery } from '@tanstack/react-query'
import type { ReactNode } from 'react'
import type { Session } from '../api/session-state.ts'
import { CallExamples } from '../components/call-examples/call-examples.tsx'
import { CopyButton } from '../components/copy-button.tsx'
import { Empty } from '../components/empty.tsx'
import { Failure } from '../components/failure.tsx'
import { Screen } from '../components/screen.tsx'
import { StateLabel } from '../components/state-label.tsx'
import { TableSkeleton } from '../components/table-skeleton.tsx'
import styles from './agent-page.module.css'
import type { HubCard } from './hub-card.ts'
import { hubPath } from './hub-place.ts'
import { type HubAgent, hubQuery } from './hub-query.ts'
import { SkillEntry } from './skill-entry.tsx'

export interface AgentPageProps {
  /** Its name, as in its address. */
  readonly agent: string
  readonly session: Session | null
}

/** What does this agent do, and how is it called? */
export function AgentPage({ agent, session }: AgentPageProps) {
  const { data, error, refetch } = useInfiniteQuery(hubQuery({ agent }, session !== null))
  const found = data?.[0]
  if (found !== undefined) return <Found agent={found} session={session} />
  return (
    <Screen title={agent}>
      {data === undefined && error !== null && <Failure error={error} retry={() => refetch()} />}
      {data === undefined && error === null && <TableSkeleton label="Loading the agent" />}
      {data !== undefined && (
        <Empty title="There is no such agent in the hub.">
          <p>
            {session === null ? 'It may be one that is not public: sign in, and look again. ' : ''}
            <a href={hubPath({ page: 'list', search: {} })}>Look for another</a>
          </p>
        </Empty>
      )}
    </Screen>
  )
}

function Found({
  agent: { name, card, callable },
  session,
}: {
  readonly agent: HubAgent
  readonly session: Session | null
}) {
  const example = card.skills.flatMap(({ examples }) => examples)[0]
  return (
    <Screen title={card.name || name} summary={<Callable callable={callable} />}>
      <div className={styles.page}>
        {card.description !== undefined && <p className={styles.description}>{card.description}</p>}
        <Facts card={card} />
        {card.skills.length > 0 && (
          <section aria-labelledby="skills">
            <h2 id="skills" className={styles.heading}>
              What it can do
            </h2>
            <ul className={styles.skills}>
              {card.skills.map((skill) => (
                <SkillEntry key={skill.id} skill={skill} />
              ))}
            </ul>
          </section>
        )}
        <section aria-labelledby="call">
          <h2 id="call" className={styles.heading}>
            How to call it
          </h2>
          <p className={styles.address}>
            <code>{card.url}</code> <CopyButton text={card.url} label="Copy address" />
          </p>
          {callable !== true && <AskForAccess name={name} url={card.url} isSignedIn={session !== null} />}
          <CallExamples
            url={card.url}
            streaming={card.capabilities.streaming}
            {...(example === undefined ? {} : { text: example })}
          />
        </section>
      </div>
    </Screen>
  )
}

function Callable({ callable }: { readonly callable: boolean | undefined }) {
  if (callable === undefined) return <StateLabel state="unknown" label="Needs a key" />
  return callable ? (
    <StateLabel state="healthy" label="You may call it" />
  ) : (
    <StateLabel state="waiting" label="You may not call it yet" />
  )
}

interface AskForAccessProps {
  readonly name: string
  readonly url: string
  readonly isSignedIn: boolean
}

function AskForAccess({ name, url, isSignedIn }: AskForAccessProps) {
  const request = `Please let me call the agent "${name}" (${url}): grant it to my key, my team or me.`
  return (
    <p className={styles.ask}>
      {isSignedIn
        ? 'Whoever runs this gateway can grant it to you, your team or a key.'
        : 'It takes a key that may call it. Sign in to see whether you have one, or ask whoever runs this gateway.'}{' '}
      <CopyButton text={request} label="Copy a request to send" />
    </p>
  )
}

function Facts({ card }: { readonly card: HubCard }) {
  const { provider, version, documentationUrl, capabilities, defaultInputModes, defaultOutputModes } = card
  const by = provider?.organization
  const facts: readonly (readonly [string, ReactNode])[] = [
    ['By', by !== undefined && provider?.url !== undefined ? <a href={provider.url}>{by}</a> : by],
    ['Version', version],
    ['Answers', capabilities.streaming ? 'as a whole or as a stream' : 'as a whole'],
    ['Takes', defaultInputModes.join(', ')],
    ['Gives', defaultOutputModes.join(', ')],
    ['More', documentationUrl === undefined ? undefined : <a href={documentationUrl}>Documentation</a>],
  ]
  return (
    <dl className={styles.facts}>
      {facts
        .filter(([, value]) => value !== undefined && value !== '')
        .map(([name, value]) => (
          <div key={name} className={styles.fact}>
            <dt>{name}</dt>
            <dd>{value}</dd>
          </div>
        ))}
    </dl>
  )
}
