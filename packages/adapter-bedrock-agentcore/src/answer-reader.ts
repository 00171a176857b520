import type { JsonObject, JsonValue, Part, RunEvent, TerminalRunEvent } from '@gateway/core'
import { isJsonObject } from '@gateway/core'
import { agUiStep } from './ag-ui-step.ts'
import type { AgentStep } from './agent-step.ts'
import { agentFailed, brokenJson, endedInTheMiddle, noJson, printedPython, saidNothing } from './answer-errors.ts'
import type { AnswerSettings } from './answer-settings.ts'
import { isPythonPrint, jsonOf } from './json-text.ts'
import { memberAt } from './member-path.ts'
import { createSpokenText } from './spoken-text.ts'
import { strandsPythonStep } from './strands-python-step.ts'
import { strandsTypeScriptStep } from './strands-typescript-step.ts'
import { tellsFailure } from './told-failure.ts'
import { usageIn } from './told-usage.ts'
import { typedStep } from './typed-step.ts'
import { usualText } from './usual-text.ts'

const STEPS = [strandsTypeScriptStep, strandsPythonStep, agUiStep, typedStep]

/** Makes the events of a run of what one runtime answers. Once it has given a terminal event, it is not asked again. */
export interface AnswerReader {
  /** The data of the next event of a stream. */
  event(data: string): RunEvent[]
  /** The whole answer of a runtime that does not stream: JSON, or the bare strings of the TypeScript runtime under its name. */
  document(text: string): RunEvent[]
  /** A whole answer that says of itself that it is text. */
  plain(text: string): RunEvent[]
  /** The stream has ended as streams end. */
  end(): RunEvent[]
}

export function createAnswerReader(runId: string, settings: AnswerSettings = {}): AnswerReader {
  const { text: textPath, data: dataPath, otherEvents = 'data', inputRequired } = settings
  const spoken = createSpokenText(runId)
  /** The model's own events come beside the callback's: one kind is enough. */
  let modelEvents = false
  let inMessage = false
  let inRun = false
  /**
   * The Python runtime writes every event in JSON, the TypeScript one writes strings as they are. A string that is JSON,
   * or an event of a framework, proves the former; a string that is none the latter, whose later strings stay as they are.
   */
  let strings: 'json' | 'bare' | undefined
  let seen = 0
  let unreadable = 0
  let question: TerminalRunEvent | undefined

  const dataPart = (data: JsonValue): RunEvent => ({ type: 'part', artifactId: `${runId}-data`, part: { data } })
  const failed = (): RunEvent[] => [{ type: 'failed', error: agentFailed() }]

  function stepEvents(step: AgentStep): RunEvent[] {
    switch (step.type) {
      case 'message-start':
        inMessage = true
        return spoken.start()
      case 'message-stop':
        inMessage = false
        return spoken.stop()
      case 'text':
        if (step.again === true && modelEvents) return []
        modelEvents ||= step.again !== true
        return spoken.piece(step.text)
      case 'message':
        return spoken.whole(step.text, { streamed: true })
      case 'usage':
        return [{ type: 'usage', usage: step.usage }]
      case 'run-start':
        inRun = true
        return []
      case 'run-stop':
        inRun = false
        return []
      case 'failure':
        return failed()
      case 'nothing':
        return []
    }
  }

  /** What the operator's own paths find; `undefined` when there is nothing of it in the value. */
  function atPaths(value: JsonObject): RunEvent[] | undefined {
    const text = textPath === undefined ? undefined : memberAt(value, textPath)
    const data = dataPath === undefined ? undefined : memberAt(value, dataPath)
    const found = [
      ...(text === undefined || text === null || text === '' ? [] : spoken.piece(asText(text))),
      ...(data === undefined ? [] : [dataPart(data)]),
    ]
    return text === undefined && data === undefined ? undefined : found
  }

  function asksUser(value: JsonObject): boolean {
    if (inputRequired === undefined || memberAt(value, inputRequired.path) !== inputRequired.equals) return false
    const text = textPath === undefined ? usualText(value)?.text : memberAt(value, textPath)
    const parts: Part[] = [...(typeof text === 'string' && text !== '' ? [{ text }] : []), { data: value }]
    question = { type: 'input-required', parts, resume: true }
    return true
  }

  function object(value: JsonObject): RunEvent[] {
    if (asksUser(value)) return []
    if (tellsFailure(value)) return failed()
    const own = atPaths(value)
    if (own !== undefined) return own
    for (const read of STEPS) {
      const step = read(value)
      if (step === undefined) continue
      strings ??= 'json'
      return stepEvents(step)
    }
    const found = textPath === undefined ? usualText(value) : undefined
    const usage = usageIn(value)
    const events: RunEvent[] = usage === undefined ? [] : [{ type: 'usage', usage }]
    if (found !== undefined) return [...events, ...(found.whole ? spoken.whole(found.text) : pieceOf(found.text))]
    return usage !== undefined || otherEvents === 'ignore' ? events : [dataPart(value)]
  }

  function plain(text: string): RunEvent[] {
    if (text.trim() === '') return [{ type: 'failed', error: saidNothing() }]
    return [...spoken.whole(text), { type: 'done' }]
  }

  const pieceOf = (text: string) => (text === '' ? [] : spoken.piece(text))

  return {
    event(data) {
      seen++
      const value = jsonOf(data)
      if (isJsonObject(value)) return object(value)
      if (Array.isArray(value)) return otherEvents === 'ignore' ? [] : [dataPart(value)]
      if (value === undefined) {
        if (data === '[DONE]') return []
        if (strings === 'json') return [{ type: 'failed', error: noJson() }]
        strings = 'bare'
      }
      if (strings === 'bare') return pieceOf(data)
      if (value === null) return []
      if (typeof value !== 'string') return pieceOf(data)
      strings = 'json'
      if (!isPythonPrint(value)) return pieceOf(value)
      unreadable++
      return []
    },

    document(text) {
      const value = jsonOf(text)
      if (value === undefined && /^\s*\{\s*"/.test(text)) return [{ type: 'failed', error: brokenJson() }]
      if (value === undefined) return plain(text)
      if (value === null) return [{ type: 'done' }]
      if (typeof value === 'string' && isPythonPrint(value)) return [{ type: 'failed', error: printedPython() }]
      if (tellsFailure(value)) return failed()
      const usage = usageIn(value)
      const told: RunEvent[] = usage === undefined ? [] : [{ type: 'usage', usage }]
      if (isJsonObject(value) && asksUser(value)) return question === undefined ? told : [...told, question]
      const found = (isJsonObject(value) ? atPaths(value) : undefined) ?? documentText(value)
      return [...told, ...found, ...spoken.stop(), { type: 'done' }]
    },

    plain,

    end() {
      if (inMessage || inRun) return [{ type: 'failed', error: endedInTheMiddle() }]
      if (seen === 0) return [{ type: 'failed', error: saidNothing() }]
      if (unreadable > 0 && !spoken.spoken && question === undefined)
        return [{ type: 'failed', error: printedPython() }]
      return [...spoken.stop(), question ?? { type: 'done' }]
    },
  }

  /** A whole answer in no known form is given out as data. */
  function documentText(value: JsonValue): RunEvent[] {
    const found = textPath === undefined ? usualText(value) : undefined
    if (found !== undefined) return pieceOf(found.text)
    return typeof value === 'object' ? [dataPart(value)] : pieceOf(asText(value))
  }
}

function asText(value: JsonValue): string {
  return typeof value === 'string' ? value : JSON.stringify(value)
}
