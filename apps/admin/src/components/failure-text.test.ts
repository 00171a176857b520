import { ApiError } from '@gateway/client'
import { describe, expect, it } from 'vitest'
import { failureDetails, failureText } from './failure-text.ts'

const refused = new ApiError(new Response(null, { status: 409, headers: { 'x-request-id': 'r-1' } }), {
  error: { code: 'CONFLICT', message: 'There is an agent of that name. Choose another.' },
})

describe('failureText', () => {
  it('is what the gateway says', () => {
    expect(failureText(refused)).toBe('There is an agent of that name. Choose another.')
  })

  it('tells a gateway that is away from a fault of the page', () => {
    expect(failureText(new TypeError('Failed to fetch'))).toMatch(/does not answer/)
    expect(failureText(new TypeError('x is not a function'))).toMatch(/fault: x is not/)
  })
})

describe('failureDetails', () => {
  it('has what finds the request again', () => {
    expect(failureDetails(refused, 'http://gateway/ui/agents')).toBe(
      [
        'There is an agent of that name. Choose another.',
        'At: http://gateway/ui/agents',
        'Code: CONFLICT (HTTP 409)',
        'Request: r-1',
      ].join('\n'),
    )
  })
})
