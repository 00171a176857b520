import type { JsonObject, RunEvent } from '@gateway/core'
import { partsOf } from './content-parts.ts'
import type { Said } from './place.ts'
import type { LangGraphSettings } from './settings.ts'
import { type ChatMessage, chatMessage, isAssistant, isUser, messagesKey } from './wire.ts'

/**
 * What a run said behind `said`, from the state it ended with: for a run whose events the server has forgotten. The rest
 * of the messages that had begun, and those behind them whole. Nothing where it cannot be told what is missing: what was
 * given out is not in the state, or only some nodes are given out, which a state does not name.
 */
export function missedText(
  state: JsonObject,
  said: Said,
  { runId, settings }: { readonly runId: string; readonly settings: LangGraphSettings },
): readonly RunEvent[] {
  const messages = messagesOfRun(state, messagesKey(settings))
  const lastKnown = messages.findLastIndex(({ id }) => said.has(id ?? ''))
  if (said.size > 0 && lastKnown < 0) return []
  return messages.flatMap((message, index): RunEvent[] => {
    const artifactId = message.id ?? `${runId}-missed-${index}`
    const known = said.get(artifactId)
    if (known !== undefined) return restOf(message, artifactId, known)
    return index > lastKnown && settings.output?.nodes === undefined ? wholeOf(message, artifactId) : []
  })
}

/** A run's messages of the assistant stand behind the last one of the user. */
function messagesOfRun(state: JsonObject, key: string): readonly ChatMessage[] {
  const told = Object.hasOwn(state, key) ? state[key] : undefined
  const messages = (Array.isArray(told) ? told : []).flatMap((each): ChatMessage[] => {
    const checked = chatMessage.safeParse(each)
    return checked.success ? [checked.data] : []
  })
  return messages.slice(messages.findLastIndex(isUser) + 1).filter(isAssistant)
}

function restOf({ content }: ChatMessage, artifactId: string, known: number): RunEvent[] {
  const texts = partsOf(content ?? '').flatMap(({ text }) => text ?? [])
  const rest = texts.join('').slice(known)
  return rest === '' ? [] : [{ type: 'text', artifactId, text: rest, last: true }]
}

function wholeOf({ content }: ChatMessage, artifactId: string): RunEvent[] {
  return partsOf(content ?? '').map((part, index, parts): RunEvent => {
    const last = index === parts.length - 1
    return part.text === undefined
      ? { type: 'part', artifactId, part, last }
      : { type: 'text', artifactId, text: part.text, last }
  })
}
