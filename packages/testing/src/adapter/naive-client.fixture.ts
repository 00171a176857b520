/** An HTTP client as it is written in a hurry: it reads event streams as most of them happen to be. */
import type { HttpClient, ServerSentEvent } from '@gateway/adapter-kit'

const FORMAT = new TextDecoder('utf-8', { ignoreBOM: true })

export const naiveClient: HttpClient = {
  async post(url, { headers = {}, body, signal }) {
    const response = await fetch(String(url), {
      method: 'POST',
      headers,
      body: String(body),
      ...(signal === undefined ? {} : { signal }),
    })
    return {
      status: response.status,
      headers: Object.fromEntries(response.headers),
      text: () => response.text(),
      events: () => eventsOf(response.body ?? []),
      discard: () => void response.body?.cancel(),
    }
  },
  get: () => Promise.reject(new Error('not written yet')),
  close: async () => {},
}

async function* eventsOf(
  body: AsyncIterable<Uint8Array> | readonly Uint8Array[],
): AsyncGenerator<ServerSentEvent, undefined, void> {
  let rest = ''
  for await (const chunk of body) {
    const blocks = (rest + FORMAT.decode(chunk)).split('\n\n')
    rest = blocks.pop() ?? ''
    for (const block of blocks) {
      const fields = new Map(
        block.split('\n').map((line): [string, string] => [line.slice(0, 5), line.slice(6).trim()]),
      )
      yield { event: fields.get('event') ?? '', data: fields.get('data:') ?? '' }
    }
  }
  return undefined
}
