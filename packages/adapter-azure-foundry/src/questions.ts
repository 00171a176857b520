import { A_FILE_IS_NO_ANSWER } from '@gateway/adapter-kit'
import type { JsonObject, RunInterrupted } from '@gateway/core'
import { z } from 'zod'
import { type Item, vendorId } from './wire.ts'

/** What the agent waits for: that a tool of an MCP server may be called, or what a function of the caller gives. */
const question = z.strictObject({ kind: z.enum(['approval', 'function']), id: z.string().min(1) })
export type Question = z.infer<typeof question>

/** What the answer to an interrupted turn needs, in any process. */
export const resumeRef = z.strictObject({
  responseId: vendorId,
  conversationId: vendorId.exactOptional(),
  agentSessionId: z.string().exactOptional(),
  /** None: a consent was asked for. */
  questions: z.array(question),
})
export type ResumeRef = z.infer<typeof resumeRef>

export type Place = Omit<ResumeRef, 'questions'>

/** The end of a turn that waits for something; `undefined` where nothing is asked. */
export function interruption(items: readonly Item[], place: Place): RunInterrupted | undefined {
  return consentRequired(items, place) ?? inputRequired(items, place)
}

function consentRequired(items: readonly Item[], place: Place): RunInterrupted | undefined {
  const requests = items.filter(({ type }) => type === 'oauth_consent_request')
  if (requests.length === 0) return undefined
  // The link is opened by a person: nothing but a page may be behind it.
  const links = requests.flatMap(({ consent_link: link }) => (link && isPage(link) ? [link] : []))
  const text =
    links.length === 0
      ? 'A tool of the agent needs your consent, but the agent gave no link to a page where it could be given.'
      : `A tool of the agent needs your consent. Give it at ${links.join(' and ')}, then send a message to go on.`
  return {
    type: 'auth-required',
    parts: [{ text }, { data: { consents: links.map((url) => ({ url })) } }],
    resume: { ...place, questions: [] },
  }
}

function inputRequired(items: readonly Item[], place: Place): RunInterrupted | undefined {
  // A hosted agent may tell of calls that it has answered itself.
  const answered = new Set(
    items.flatMap(({ type, call_id: id }) => (type === 'function_call_output' && id ? [id] : [])),
  )
  const approved = new Set(
    items.flatMap((item) => (item.type === 'mcp_approval_response' ? [String(item.approval_request_id)] : [])),
  )
  const approvals = items.flatMap((item): JsonObject[] => {
    const { type, id, name, server_label: server, arguments: given } = item
    if (type !== 'mcp_approval_request' || !id || approved.has(id)) return []
    return [{ id, tool: name ?? '', ...(server ? { server } : {}), arguments: parsed(given) }]
  })
  const functions = items.flatMap(({ type, call_id: id, name, arguments: given }): JsonObject[] =>
    type === 'function_call' && id && !answered.has(id) ? [{ id, name: name ?? '', arguments: parsed(given) }] : [],
  )
  if (approvals.length + functions.length === 0) return undefined
  const text = [
    ...approvals.map(
      ({ tool, server, arguments: given }) =>
        `The agent asks to call ${tool}${server === undefined ? '' : ` of ${server}`} with ${JSON.stringify(given)}. Answer "yes" or "no".`,
    ),
    ...functions.map(
      ({ name, arguments: given }) => `The agent waits for what ${name}(${JSON.stringify(given)}) gives.`,
    ),
  ].join('\n')
  const data = { ...(approvals.length === 0 ? {} : { approvals }), ...(functions.length === 0 ? {} : { functions }) }
  const questions = [
    ...approvals.map(({ id }) => ({ kind: 'approval', id: String(id) })),
    ...functions.map(({ id }) => ({ kind: 'function', id: String(id) })),
  ]
  return { type: 'input-required', parts: [{ text }, { data }], resume: { ...place, questions } }
}

/** The same questions again, after an answer that does not tell which of them it answers how. */
export function askedAgain({ questions, ...place }: ResumeRef, isFile: boolean): RunInterrupted {
  const asked = questions.map((each) => ({ ...each }))
  const text = isFile
    ? A_FILE_IS_NO_ANSWER
    : 'The answer is not clear. Answer an approval with "yes" or "no"; answer several questions with a data part: an object with an answer for each id.'
  return {
    type: 'input-required',
    parts: [{ text }, { data: { questions: asked } }],
    resume: { ...place, questions: asked },
  }
}

function parsed(text: string | null | undefined) {
  const json = z.json().safeParse(safely(() => JSON.parse(text || '{}')))
  return json.success ? json.data : (text ?? '')
}

function safely(parse: () => unknown): unknown {
  try {
    return parse()
  } catch {
    return undefined
  }
}

const isPage = (link: string) => URL.canParse(link) && new URL(link).protocol === 'https:'
