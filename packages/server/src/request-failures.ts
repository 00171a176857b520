import { gatewayError } from '@gateway/core'

/** Thrown into the call of a caller that has left. */
export const callerLeft = () => gatewayError('CANCELED', 'The caller left before the answer was complete.')

export const tooLarge = (limit: number) =>
  gatewayError(
    'REQUEST_TOO_LARGE',
    `The request body is larger than the ${limit} bytes that are accepted. Send less, or raise limits.bodyBytes.`,
  )
