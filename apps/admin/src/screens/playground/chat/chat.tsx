import { useQuery, useQueryClient } from '@tanstack/react-query'
import { useEffect, useRef, useState } from 'react'
import { Failure } from '../../../components/failure.tsx'
import { useConversation } from '../conversation/use-conversation.ts'
import { Beside } from '../panel/beside.tsx'
import { cardQuery, conversationsQuery } from '../playground-queries.ts'
import { playgroundRoute } from '../playground-route.ts'
import { isEnded, isWaiting, type Part } from '../wire/content.ts'
import type { Version } from '../wire/version.ts'
import { callAdvice } from './call-advice.ts'
import styles from './chat.module.css'
import { Composer } from './composer.tsx'
import { ConversationList } from './conversation-list.tsx'
import { EntryList } from './entry-list.tsx'
import { Question } from './question.tsx'
import { Suggestions } from './suggestions.tsx'
import { TaskLine } from './task-line.tsx'

/** The conversations with one agent: those there are, the one that is open, and how it looks on the wire. */
export function Chat({ agent, version }: { readonly agent: string; readonly version: Version }) {
  const { task } = playgroundRoute.useSearch()
  const navigate = playgroundRoute.useNavigate()
  const client = useQueryClient()
  const [draft, setDraft] = useState('')
  const field = useRef<HTMLTextAreaElement>(null)
  const { data: card } = useQuery(cardQuery(agent))
  const { store, state } = useConversation({
    agent,
    version,
    task,
    onTask: (reached) => navigate({ search: (before) => ({ ...before, task: reached }), replace: true }),
  })
  const { conversation, activity, failure, frames } = state
  const stands = conversation.task?.state
  const runs = stands !== undefined && !isEnded(stands) && !isWaiting(stands)
  const busy = activity === 'opening' || (activity !== 'idle' && stands !== 'auth-required')

  // The list knows a conversation as soon as its task is known, and once that has ended or waits.
  const reached = conversation.task?.id
  const phase = runs ? 'runs' : stands
  useEffect(() => {
    if (reached !== undefined && phase !== undefined) void client.invalidateQueries(conversationsQuery(agent))
  }, [client, agent, reached, phase])

  const send = (parts: readonly Part[]) => {
    setDraft('')
    field.current?.focus()
    void store.send(parts)
  }
  const suggest = (text: string) => {
    setDraft(text)
    field.current?.focus()
  }
  const begin = () => {
    store.reset()
    field.current?.focus()
    return navigate({ search: ({ task: _left, ...rest }) => rest })
  }
  // What can be tried again: following the task, or reading a conversation that was not read.
  const retry = runs
    ? () => store.resume()
    : task !== undefined && reached === undefined
      ? () => store.open(task)
      : undefined
  const cancel =
    stands !== undefined && !isEnded(stands)
      ? () => store.cancel()
      : activity === 'following'
        ? () => store.stop()
        : undefined
  const said = conversation.entries.findLast(({ kind }) => kind === 'message')
  const lastText = conversation.entries
    .flatMap((entry) => (entry.kind === 'message' && entry.message.role === 'user' ? entry.message.parts : []))
    .findLast((part) => part.kind === 'text')?.text

  return (
    <div className={styles.chat}>
      <ConversationList agent={agent} contextId={conversation.contextId} onBegin={begin} />
      <section className={styles.talk} aria-label={`Conversation with ${agent}`}>
        <EntryList
          agent={agent}
          entries={conversation.entries}
          busy={busy}
          onSendAgain={busy ? undefined : (message) => store.sendAgain(message)}
        >
          {said === undefined && activity === 'idle' && failure === undefined && (
            <Suggestions agent={agent} card={card} onChoose={suggest} />
          )}
          {stands !== undefined && isWaiting(stands) && !busy && (
            <Question key={conversation.task?.question?.id} task={conversation.task} onAnswer={send} />
          )}
        </EntryList>
        <div className={styles.foot}>
          {failure !== undefined && <Failure error={failure} retry={retry} advice={callAdvice(failure)} />}
          <TaskLine activity={activity} state={stands} onCancel={cancel} />
          <Composer
            text={draft}
            onText={setDraft}
            lastText={lastText}
            field={field}
            version={version}
            busy={busy || runs}
            onSend={send}
          />
        </div>
      </section>
      <Beside
        agent={agent}
        version={version}
        frames={frames}
        url={card?.url ?? `${window.location.origin}/a2a/${encodeURIComponent(agent)}`}
        streaming={card?.streaming ?? false}
        text={draft.trim() || lastText || card?.examples[0] || 'Hello!'}
      />
    </div>
  )
}
