import { useQueryClient } from '@tanstack/react-query'
import { useEffect, useEffectEvent, useState, useSyncExternalStore } from 'react'
import { csrfToken } from '../../../api/csrf-token.ts'
import { sessionKey } from '../../../api/session-state.ts'
import type { Version } from '../wire/version.ts'
import { type ConversationState, ConversationStore } from './conversation-store.ts'

export interface UseConversationOptions {
  readonly agent: string
  readonly version: Version
  /** The task in the address, whose conversation is to be shown. */
  readonly task: string | undefined
  /** Puts the task into the address that the conversation has come to. */
  readonly onTask: (task: string) => void
}

/** The conversation with an agent, as the address says it. Its requests end when nobody looks at it any more. */
export function useConversation({ agent, version, task, onTask }: UseConversationOptions): {
  readonly store: ConversationStore
  readonly state: ConversationState
} {
  const client = useQueryClient()
  const [store] = useState(
    () =>
      new ConversationStore({
        agent,
        csrfToken,
        onSignedOut: () => void client.invalidateQueries({ queryKey: sessionKey }),
      }),
  )
  const state = useSyncExternalStore(store.subscribe, store.snapshot)
  useEffect(() => {
    store.version = version
  }, [store, version])

  useEffect(() => {
    if (task === store.taskId) return
    if (task === undefined) store.reset()
    else void store.open(task)
  }, [store, task])
  useEffect(() => () => store.stop(), [store])

  const reached = state.conversation.task?.id
  const tell = useEffectEvent(onTask)
  useEffect(() => {
    if (reached !== undefined) tell(reached)
  }, [reached])
  return { store, state }
}
