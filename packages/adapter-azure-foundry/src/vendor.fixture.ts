import { isJsonObject, type JsonObject } from '@gateway/core'
import type { Vendor, VendorReply, VendorRequest } from '@gateway/testing'

export const TOKEN = 'ey.entra.secret'
export const PROJECT = '/api/projects/p1'
const HOSTED = `${PROJECT}/agents/planner/endpoint/protocols/openai`

const json = (value: unknown): VendorReply => ({
  headers: { 'content-type': 'application/json' },
  body: JSON.stringify(value),
})
const bodyOf = ({ json: body }: VendorRequest): JsonObject => (isJsonObject(body) ? body : {})

/** The wire of one kind of agent. `base`: where its responses are made. */
function vendorAt(base: string, more: Pick<Vendor, 'session' | 'problem'>): Vendor {
  let made = 0
  let last = 0
  const begins = ({ method, target }: VendorRequest) =>
    method === 'POST' && new URL(target, 'http://vendor').pathname === `${base}/responses`
  const event = (type: string, members: JsonObject) =>
    `event: ${type}\ndata: ${JSON.stringify({ type, ...members })}\n\n`
  return {
    secrets: [TOKEN],
    environment: ['OPENAI_CUSTOM_HEADERS', 'OPENAI_ORG_ID', 'OPENAI_PROJECT_ID', 'OPENAI_ADMIN_KEY', 'OPENAI_BASE_URL'],
    answer(request) {
      if (!begins(request)) return undefined
      const response = {
        id: `resp_${++last}`,
        object: 'response',
        status: 'in_progress',
        output: [],
        agent_session_id: 'box-1',
      }
      const place = { item_id: `msg_${last}`, output_index: 0, content_index: 0 }
      let said = ''
      return {
        headers: { 'content-type': 'text/event-stream; charset=utf-8' },
        begin: event('response.created', { sequence_number: 0, response }),
        text(text) {
          said += text
          // The suite sends one piece again and again: a number would make all but the first ones that were read before.
          return event('response.output_text.delta', { ...place, delta: text })
        },
        get end() {
          const content = [{ type: 'output_text', text: said, annotations: [] }]
          const item = { type: 'message', id: place.item_id, role: 'assistant', status: 'completed', content }
          return (
            event('response.output_item.done', { output_index: 0, item }) +
            event('response.completed', { response: { ...response, status: 'completed', output: [item] } })
          )
        },
      }
    },
    aside({ method, target }) {
      if (method === 'POST' && target === `${PROJECT}/openai/v1/conversations`) return json({ id: `conv_${++made}` })
      if (method === 'GET' && target === `${PROJECT}/agents/planner?api-version=v1`) {
        return json({ name: 'planner', versions: { latest: { version: '3', description: 'Plans.' } } })
      }
      return undefined
    },
    failure: (leak) =>
      event('response.failed', {
        response: { id: 'resp_1', status: 'failed', error: { code: 'x', message: leak }, output: [] },
      }),
    ...more,
  }
}

const problemOf = (request: VendorRequest): string | undefined =>
  request.headers.authorization === `Bearer ${TOKEN}` ? undefined : 'The bearer token is missing or wrong.'

/** The service, with a prompt agent `planner`. */
export const promptAgent: Vendor = vendorAt(`${PROJECT}/openai/v1`, {
  session: (request) => String(bodyOf(request).conversation),
  problem(request) {
    const { conversation, agent_reference, ...body } = bodyOf(request)
    if ('agent' in body) return 'The service knows no member `agent`.'
    if (request.method !== 'POST' || !request.target.endsWith('/responses')) return problemOf(request)
    if (!isJsonObject(agent_reference) || agent_reference.name !== 'planner') return 'No agent is referred to.'
    if (!/^conv_\d+$/.test(String(conversation))) return 'The service has not made this conversation.'
    return problemOf(request)
  },
})

/** The service, with `planner` as a hosted agent. */
export const hostedAgent: Vendor = vendorAt(HOSTED, {
  problem: (request) =>
    'agent_reference' in bodyOf(request) ? 'A hosted agent takes no reference.' : problemOf(request),
})
