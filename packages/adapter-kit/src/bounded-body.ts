import type { GatewayError } from '@gateway/core'
import { bodyTooLarge, eventTooLarge } from './http-error.ts'
import type { Limits } from './limits.ts'

export interface BoundedBodyOptions {
  readonly limits: Limits
  /** Server-sent events: the limit holds for each of them, else for the whole. */
  readonly isStream: boolean
  /** What a body that breaks fails with. */
  readonly failure: (error: unknown) => GatewayError
  readonly alive?: () => void
}

const [LF, CR] = [10, 13]

/** The same bytes, pulled as they are read, ending in an error where an event or the whole is larger than its limit. */
export function boundedBody(body: ReadableStream<Uint8Array>, options: BoundedBodyOptions): ReadableStream<Uint8Array> {
  const { limits, isStream, failure, alive } = options
  const reader = body.getReader()
  const eventSize = createEventSize()
  let size = 0
  return new ReadableStream<Uint8Array>(
    {
      async pull(controller) {
        try {
          const { done, value } = await reader.read()
          if (done) return controller.close()
          alive?.()
          size += value.length
          const tooLarge = isStream ? eventSize(value) > limits.eventBytes : size > limits.bodyBytes
          if (!tooLarge) return controller.enqueue(value)
          controller.error(isStream ? eventTooLarge(limits) : bodyTooLarge(limits))
          await reader.cancel()
        } catch (error) {
          controller.error(failure(error))
        }
      },
      cancel: (reason) => reader.cancel(reason),
    },
    // Nothing is read before somebody reads.
    { highWaterMark: 0 },
  )
}

/** The size of the largest event that a chunk belongs to, its earlier chunks included. An empty line ends an event. */
function createEventSize(): (chunk: Uint8Array) => number {
  let size = 0
  let lineIsEmpty = true
  let last = LF
  return (chunk) => {
    let largest = 0
    for (const byte of chunk) {
      if (byte === LF && last === CR) {
        // The second half of a line break.
      } else if (byte === LF || byte === CR) {
        if (lineIsEmpty) {
          largest = Math.max(largest, size)
          size = 0
        }
        lineIsEmpty = true
      } else {
        lineIsEmpty = false
        size += 1
      }
      last = byte
    }
    return Math.max(largest, size)
  }
}
