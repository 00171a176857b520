import type { CallRecord, Logger } from '@gateway/core'
import { clipText } from './clip-text.ts'
import { changeEvents } from './event-log.ts'
import { type ContentRules, redactContent } from './redact-content.ts'
import { redactWords } from './redact-words.ts'
import type { RedactionRules } from './redaction-rules.ts'
import { isSecretName, plainName } from './secret-names.ts'
import { maySecret, withoutSecrets } from './secret-patterns.ts'

/** What is kept of a record. */
export type Redaction = (record: CallRecord) => CallRecord

export interface RedactionOptions extends Partial<RedactionRules> {
  /** The longest request and answer that are kept, in characters. Default 262,144. */
  readonly contentLimit?: number
  /** Takes a record that the rules have been through, and returns what is kept: that record, changed, under its id. */
  readonly custom?: (record: CallRecord) => unknown
  /** Told when `custom` fails. */
  readonly logger?: Logger
}

/** Of failures in a row, one in so many is told of. */
const TOLD_FAILURES = 1_000

/**
 * Makes the function that every record goes through before any sink gets it. The rules that always hold find keys, tokens
 * and credentials by what they look like and by what their members are called; `options` add to them. It never throws:
 * where a rule cannot be followed, or `custom` fails, the record is there without what might hold a secret.
 */
export function createRedaction(options: RedactionOptions = {}): Redaction {
  const { members, patterns = [], paths, contentLimit = 262_144, custom, logger } = options
  const text = (words: string) => patterns.reduce((told, pattern) => pattern(told), withoutSecrets(words))
  const rules = {
    isSecret:
      members === undefined ? isSecretName : (name: string) => isSecretName(name) || members.has(plainName(name)),
    text,
    numbers: patterns.length > 0,
    paths,
    suspicious: patterns.length > 0 || (members !== undefined && members.size > 0) ? () => true : maySecret,
    limit: contentLimit,
  }
  const redact = (record: CallRecord): CallRecord => {
    const told = withRedactedEvents(redactWords(record, text, rules.suspicious), rules)
    const { request, response } = record
    if (request === undefined && response === undefined) return told
    const keptRequest = request === undefined ? undefined : redactContent(request, rules)
    const keptResponse = response === undefined ? undefined : redactContent(response, rules)
    const clipped = isCut(request, keptRequest) || isCut(response, keptResponse)
    if (!clipped && told === record && keptRequest?.text === request && keptResponse?.text === response) return record
    return {
      ...told,
      request: keptRequest?.text,
      response: keptResponse?.text,
      contentTruncated: clipped ? true : record.contentTruncated,
    }
  }
  let failures = 0
  return (record) => {
    let kept = record
    try {
      kept = redact(record)
      return custom === undefined ? kept : customized(kept, custom, contentLimit)
    } catch (error) {
      // Its message may say what the record says.
      const reason =
        error instanceof NoRecord ? error.message : `it threw ${error instanceof Error ? error.name : typeof error}`
      if (failures++ % TOLD_FAILURES === 0)
        logger?.error({ reason, failures }, 'a record could not be redacted: what was said is left out')
      return withoutWords(kept)
    }
  }
}

/** Events are kept whole or not at all, so that none is cut. */
function withRedactedEvents(record: CallRecord, rules: ContentRules): CallRecord {
  const { eventLog } = record
  if (eventLog === undefined || (rules.paths === undefined && !rules.suspicious(eventLog))) return record
  const whole = { ...rules, limit: Number.POSITIVE_INFINITY }
  return { ...record, eventLog: changeEvents(eventLog, (json) => redactContent(json, whole)?.text) }
}

const isCut = (content: string | undefined, kept: { readonly clipped: boolean } | undefined) =>
  content !== undefined && (kept === undefined || kept.clipped)

class NoRecord extends Error {}

function customized(record: CallRecord, custom: (record: CallRecord) => unknown, limit: number): CallRecord {
  const told = custom(record)
  if (!isRecord(told) || told.id !== record.id) {
    throw new NoRecord('the function must return the record that it was given, under its id')
  }
  const { request, response } = told
  // A function that knows nothing of events, and leaves out of the answer what is in them.
  if ((request !== record.request || response !== record.response) && told.eventLog === record.eventLog)
    return customized({ ...told, eventLog: undefined }, (same) => same, limit)
  if ((request?.length ?? 0) <= limit && (response?.length ?? 0) <= limit) return told
  return {
    ...told,
    request: clipText(request, limit)?.text,
    response: clipText(response, limit)?.text,
    contentTruncated: true,
  }
}

/** What a call was, without anything that anybody has written. */
function withoutWords(record: CallRecord): CallRecord {
  const {
    request: _request,
    response: _response,
    eventLog: _events,
    errorMessage: _message,
    tags: _tags,
    headers: _headers,
    ...rest
  } = record
  return { ...rest, contentTruncated: true }
}

/** As much as is relied on here and in sinks that read content. */
function isRecord(value: unknown): value is CallRecord {
  if (typeof value !== 'object' || value === null || !('id' in value)) return false
  return ['request', 'response', 'eventLog', 'errorMessage'].every((name) =>
    ['string', 'undefined'].includes(typeof Reflect.get(value, name)),
  )
}
