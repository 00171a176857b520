import { type HttpAnswer, type HttpClient, vendorRefusal } from '@gateway/adapter-kit'
import { gatewayError, type RunContext, type RunEvent, type Runner, type Turn } from '@gateway/core'
import { readAcmeEvent } from './acme-events.ts'
import type { AcmeSettings } from './settings.ts'

/** Carries out turns at Acme: one POST each, answered by a stream of events. */
export function createAcmeRunner(settings: AcmeSettings, client: HttpClient): Runner {
  const base = settings.url.replace(/\/+$/, '')
  const headers = {
    'content-type': 'application/json',
    ...(settings.apiKey === undefined ? {} : { authorization: `Bearer ${settings.apiKey}` }),
  }

  async function* run(turn: Turn, { signal }: RunContext): AsyncGenerator<RunEvent> {
    // Of its ids, only the gateway's own go into a path: a caller's may be anything.
    const answer = await client.post(`${base}/v1/conversations/${turn.sessionId}/turns`, {
      headers,
      body: JSON.stringify({ text: textOf(turn) }),
      signal,
    })
    accept(answer)
    for await (const { data } of answer.events()) {
      const event = readAcmeEvent(data)
      switch (event.type) {
        case 'started':
          yield { type: 'started', ref: event.run }
          break
        case 'text':
          yield { type: 'text', artifactId: turn.runId, text: event.text }
          break
        case 'failed':
          // Acme's own words about it may tell what callers must not see.
          throw gatewayError('AGENT_ERROR', 'Acme says that the agent failed.')
        case 'done':
          yield { type: 'done' }
          return
      }
    }
    // A stream that ends without `done` has failed; whoever runs this says so.
  }

  return { run }
}

/** The text of a message; other parts are refused, because Acme takes none. */
function textOf({ message }: Turn): string {
  return message.parts
    .map(({ text }, index) => {
      if (text !== undefined) return text
      throw gatewayError('CONTENT_TYPE_NOT_SUPPORTED', `message.parts[${index}]: Acme takes text alone. Send text.`, {
        field: `message.parts[${index}]`,
      })
    })
    .join('\n\n')
}

/** Throws, and lets the connection go, unless the answer is a stream of events. */
function accept(answer: HttpAnswer): void {
  const { status, headers } = answer
  if (status === 200 && headers['content-type']?.startsWith('text/event-stream')) return
  answer.discard()
  if (status === 200) throw gatewayError('INVALID_AGENT_RESPONSE', 'Acme did not answer with a stream of events.')
  throw vendorRefusal(status, {
    vendor: 'Acme',
    credentials: 'settings.apiKey',
    subject: 'settings.url',
    retryAfter: headers['retry-after'],
  })
}
