import type { JsonObject, RunEvent } from '@gateway/core'
import { gatewayError } from '@gateway/core'
import { type ArtifactFiles, citationsIn, filesIn } from './annotations.ts'
import { codeWord, failed } from './explained.ts'
import { inputRequired, type Question, questionOf } from './questions.ts'
import { type FoundryResponse, type OutputItem, streamEvent } from './wire.ts'

export interface FollowOptions {
  /** Fetches the files that an answer cites; absent where they are not wanted. */
  readonly files?: ArtifactFiles
  readonly background: boolean
  /** What the conversation is to remember once the response is known. */
  readonly session?: (response: FoundryResponse) => JsonObject | undefined
  /** The stream is joined after its beginning: what its items hold has been given out in part. */
  readonly joined?: boolean
}

/** The events of one response as those of a run. Exactly one terminal event where Foundry says how the response ended; none where it ends without a word. */
export async function* followResponse(
  events: AsyncIterable<unknown>,
  options: FollowOptions,
): AsyncGenerator<RunEvent> {
  const questions: Question[] = []
  const streamed = new Set<string>()
  let consentLink: string | undefined
  let responseId = ''

  for await (const value of events) {
    const read = streamEvent.safeParse(value)
    if (!read.success) throw notReadable()
    const event = read.data
    const cursor = typeof event.sequence_number === 'number' ? { cursor: String(event.sequence_number) } : {}
    const { response, item } = event
    if (response) responseId = response.id
    switch (event.type) {
      case 'response.created': {
        if (!response) throw notReadable()
        yield { type: 'started', ref: { response: response.id, background: options.background }, ...cursor }
        const session = options.session?.(response)
        if (session !== undefined) yield { type: 'session', session }
        break
      }
      case 'response.output_text.delta':
      case 'response.refusal.delta': {
        const artifactId = artifactIdOf(event.item_id, event.content_index)
        streamed.add(artifactId)
        const refusal = event.type === 'response.refusal.delta' ? { metadata: { refusal: true } } : {}
        if (event.delta) yield { type: 'text', artifactId, text: event.delta, ...refusal, ...cursor }
        break
      }
      case 'response.output_item.done': {
        if (!item) throw notReadable()
        const question = questionOf(item)
        if (question !== undefined) questions.push(question)
        if (item.type === 'oauth_consent_request') consentLink = item.consent_link ?? undefined
        if (item.type === 'image_generation_call' && item.result) {
          const part = { raw: item.result, mediaType: 'image/png', filename: `${item.id ?? 'image'}.png` }
          yield { type: 'part', artifactId: item.id ?? `${responseId}-image`, part, last: true, ...cursor }
        }
        if (item.type === 'message') yield* messageEnd(item, streamed, options)
        break
      }
      case 'response.completed':
        if (response?.usage) yield usageOf(response)
        yield consentLink !== undefined
          ? authRequired(consentLink, responseId)
          : questions.length > 0
            ? inputRequired(responseId, questions)
            : { type: 'done' }
        return
      case 'response.incomplete':
        if (response?.usage) yield usageOf(response)
        yield incomplete(response)
        return
      case 'response.failed':
        if (response?.usage) yield usageOf(response)
        yield response?.status === 'cancelled'
          ? { type: 'canceled' }
          : { type: 'failed', error: failed(response?.error?.code) }
        return
      case 'response.cancelled':
        yield { type: 'canceled' }
        return
      case 'error':
        yield { type: 'failed', error: failed(event.code) }
        return
    }
  }
}

/** Ends the texts of a message, with their citations, and gives out the files that they cite. */
async function* messageEnd(
  item: OutputItem,
  streamed: ReadonlySet<string>,
  { files, joined }: FollowOptions,
): AsyncGenerator<RunEvent> {
  for (const [index, { text, refusal, annotations }] of (item.content ?? []).entries()) {
    const artifactId = artifactIdOf(item.id, index)
    const whole = text ?? refusal
    // Some hosts send a message whole, with no pieces before it.
    if (!joined && !streamed.has(artifactId) && whole) yield { type: 'text', artifactId, text: whole }
    const citations = citationsIn(annotations ?? [])
    yield { type: 'artifact-end', artifactId, ...(citations.length === 0 ? {} : { metadata: { citations } }) }
    if (files !== undefined) for (const file of filesIn(annotations ?? [])) yield* files(file)
  }
}

const artifactIdOf = (itemId: string | null | undefined, index: number | null | undefined) =>
  `${itemId ?? 'message'}${index ? `-${index}` : ''}`

function usageOf({ usage, model }: FoundryResponse): RunEvent {
  const { input_tokens, output_tokens, total_tokens } = usage ?? {}
  return {
    type: 'usage',
    usage: {
      ...(typeof input_tokens === 'number' ? { inputTokens: input_tokens } : {}),
      ...(typeof output_tokens === 'number' ? { outputTokens: output_tokens } : {}),
      ...(typeof total_tokens === 'number' ? { totalTokens: total_tokens } : {}),
      ...(model ? { model } : {}),
    },
  }
}

/** A limit of tokens cuts an answer off; a filter keeps it back. */
function incomplete(response: FoundryResponse | null | undefined): RunEvent {
  const reason = codeWord(response?.incomplete_details?.reason) ?? 'unknown'
  if (reason === 'content_filter') {
    return { type: 'rejected', parts: [{ text: 'The content filter of Azure AI Foundry kept the answer back.' }] }
  }
  return { type: 'done', metadata: { incomplete: reason } }
}

/** Consent is given in a browser: only a secure address is passed on. */
function authRequired(link: string, response: string): RunEvent {
  if (!URL.canParse(link) || new URL(link).protocol !== 'https:') {
    return {
      type: 'failed',
      error: gatewayError('INVALID_AGENT_RESPONSE', 'The agent asks for a consent, at an address that is not secure.'),
    }
  }
  return {
    type: 'auth-required',
    parts: [
      { text: `The agent needs your consent. Give it at ${link} and send the message again in this task.` },
      { data: { consentLink: link } },
    ],
    resume: { consent: response },
  }
}

const notReadable = () =>
  gatewayError(
    'INVALID_AGENT_RESPONSE',
    'An event of Azure AI Foundry cannot be read: a member has another type than expected.',
  )
