import { vendorRefusal } from '@gateway/adapter-kit'
import { type GatewayError, gatewayError, isGatewayError } from '@gateway/core'
import { z } from 'zod'

const VENDOR = 'Azure AI Foundry'

const refused = z.looseObject({ error: z.looseObject({ code: z.string().catch('') }) })

/** Words of the service for what is wrong with a message: its own texts stay out of errors. */
const CONTENT_FILTER = new Set(['content_filter', 'ResponsibleAIPolicyViolation', 'content_policy_violation'])
const MODEL_CODES = new Set([
  'server_error',
  'invalid_prompt',
  'data_residency_mismatch',
  'bio_policy',
  'misalignment_policy_violation',
  'vector_store_timeout',
  'invalid_image',
  'invalid_image_format',
  'invalid_base64_image',
  'invalid_image_url',
  'image_too_large',
  'image_too_small',
  'image_parse_error',
  'image_content_policy_violation',
  'invalid_image_mode',
  'image_file_too_large',
  'unsupported_image_media_type',
  'empty_image_file',
  'failed_to_download_image',
  'image_file_not_found',
])
/** How the service refuses a message while a function is waited for: it has no code for that. */
const UNANSWERED = /No tool output found for function call/
const BUSY = new Set(['rate_limit_exceeded', 'too_many_requests'])

/** The error for a status by which the service refused. */
export async function refusal(
  status: number,
  headers: Headers,
  { pathname }: URL,
  text: () => Promise<string>,
): Promise<GatewayError> {
  if (status === 404 && /\/responses\/[^/]+(\/cancel)?$/.test(pathname)) {
    return gatewayError(
      'AGENT_ERROR',
      `${VENDOR} no longer knows this run (HTTP 404): it was deleted there, or not stored.`,
    )
  }
  if (status === 404 && /\/agents\/[^/]+$/.test(pathname)) {
    return gatewayError('AGENT_CARD_NOT_FOUND', `${VENDOR} does not know this agent (HTTP 404). Check settings.agent.`)
  }
  if (status === 400) {
    const told = await text()
    if (CONTENT_FILTER.has(codeIn(told))) return filtered()
    if (UNANSWERED.test(told)) return unanswered()
  }
  return vendorRefusal(status, {
    vendor: VENDOR,
    credentials: "settings.auth, and that its identity has the role 'Foundry User' on the project",
    subject: 'settings.agent, settings.version and settings.url, and whether the conversation was deleted there',
    retryAfter: headers.get('retry-after') ?? undefined,
  })
}

function codeIn(text: string): string {
  try {
    return refused.safeParse(JSON.parse(text)).data?.error.code ?? ''
  } catch {
    return ''
  }
}

/** The error for a failure that the service tells in a response or in its stream. */
export function toldFailure(code: string | null | undefined): GatewayError {
  const word = code ?? ''
  if (CONTENT_FILTER.has(word)) return filtered()
  if (BUSY.has(word)) {
    return gatewayError(
      'AGENT_UNREACHABLE',
      `The model behind the agent takes no calls now (${word}). Send the message again later.`,
      {
        retryable: true,
      },
    )
  }
  const told = MODEL_CODES.has(word) ? ` (${word})` : ''
  return gatewayError('AGENT_ERROR', `The agent failed${told}. The traces of its Foundry project say more.`)
}

const filtered = () =>
  gatewayError(
    'AGENT_ERROR',
    'The content filter of Azure AI Foundry stopped the message or its answer (content_filter).',
  )

const unanswered = () =>
  gatewayError(
    'AGENT_ERROR',
    'The agent waits in this context for what a function gives. Answer in the task that asked, or begin a new context.',
  )

/** The error for an answer that ended before it was whole. */
export function incomplete(reason: string | null | undefined): GatewayError {
  if (reason === 'content_filter') return filtered()
  return gatewayError(
    'AGENT_ERROR',
    reason === 'max_output_tokens'
      ? 'The answer is incomplete: it reached the limit of output tokens (max_output_tokens). Its beginning is in the artifacts.'
      : 'The agent ended its answer before it was complete. Its beginning is in the artifacts.',
  )
}

const toldInStream = z.looseObject({
  status: z.undefined(),
  requestID: z.unknown(),
  code: z.string().nullish(),
  error: z.unknown(),
})

/** What the SDK threw, as the error that a caller may see. */
export function explained(error: unknown): GatewayError {
  for (let each = error, depth = 0; depth < 5 && each instanceof Error; each = each.cause, depth += 1) {
    if (isGatewayError(each)) return each
  }
  // The SDK throws the stream's `error` event as an error of its own without a status.
  if (error instanceof Error && 'requestID' in error) {
    const told = toldInStream.safeParse(error)
    if (told.success && told.data.error !== undefined) return toldFailure(told.data.code)
  }
  return unreadable('an answer', error)
}

export const unreadable = (what: string, cause?: unknown) =>
  gatewayError(
    'INVALID_AGENT_RESPONSE',
    `${VENDOR} sent ${what} that cannot be read. Check that settings.url is the endpoint of a Foundry project.`,
    { cause },
  )

export const noEventStream = () =>
  gatewayError(
    'INVALID_AGENT_RESPONSE',
    `${VENDOR} did not answer with an event stream. Check settings.url, and that nothing before it (a login page, a proxy) answers in its place.`,
  )

export const endedEarly = () =>
  gatewayError(
    'INVALID_AGENT_RESPONSE',
    `${VENDOR} ended its stream before the answer was complete. The traces of its project say more.`,
  )

export const slowAnswer = (seconds: number, cause: unknown) =>
  gatewayError('AGENT_TIMEOUT', `${VENDOR} did not answer within ${seconds} s.`, { cause })
