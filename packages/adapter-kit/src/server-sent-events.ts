import { StringDecoder } from 'node:string_decoder'
import { createParser } from 'eventsource-parser'

/** One event of a `text/event-stream`. */
export interface ServerSentEvent {
  readonly data: string
  readonly id?: string
  readonly event?: string
}

/** The events of a body, read as they come or, by `ready()`, several that came together (see `EventIterator`). */
export interface ServerSentEvents extends AsyncIterableIterator<ServerSentEvent, undefined, void> {
  ready?(): ServerSentEvent | undefined
}

export interface EventDecoder {
  /** Takes the next bytes; events may be split anywhere, also within a character. */
  write(chunk: Buffer): void
  /** The stream has ended. An event whose closing blank line is missing is given out too: real agents end like that. */
  end(): void
}

/**
 * Reads server-sent events (WHATWG HTML §9.2.6) from bytes: UTF-8 with or without BOM, lines ended by CR, LF or CRLF,
 * comments, data of several lines.
 *
 * `onTooLarge` is called once, as soon as an unfinished event is larger than `eventBytes`; nothing is given out after.
 */
export function createEventDecoder(options: {
  readonly eventBytes: number
  onEvent(event: ServerSentEvent): void
  onTooLarge(): void
}): EventDecoder {
  const { eventBytes, onEvent, onTooLarge } = options
  const characters = new StringDecoder('utf8')
  let stopped = false
  const stop = () => {
    if (stopped) return
    stopped = true
    onTooLarge()
  }
  const parser = createParser({
    maxBufferSize: eventBytes,
    onEvent(message) {
      if (stopped) return
      if (message.data.length > eventBytes) return stop()
      onEvent(message.id === undefined && message.event === undefined ? { data: message.data } : present(message))
    },
    onError(error) {
      if (error.type === 'max-buffer-size-exceeded') stop()
    },
  })
  return {
    write(chunk) {
      if (!stopped) parser.feed(characters.write(chunk))
    },
    end() {
      if (!stopped) parser.feed(`${characters.end()}\n\n`)
    },
  }
}

function present(message: { data: string; id?: string | undefined; event?: string | undefined }): ServerSentEvent {
  return {
    data: message.data,
    ...(message.id === undefined ? {} : { id: message.id }),
    ...(message.event === undefined ? {} : { event: message.event }),
  }
}
