import { ApiError } from '@gateway/client'
import { expect, it } from 'vitest'
import { fieldErrorsOf, hasErrorWithin } from './field-errors.ts'

const refused = (status: number, message: string, param?: string) =>
  new ApiError(new Response(null, { status }), { error: { code: 'INVALID_PARAMS', message, param } })

it('finds each thing that is wrong at its place', () => {
  const errors = fieldErrorsOf(
    refused(
      400,
      'The agent definition is not valid. name: must not contain any of / ?; upstreams[0].settings.assistant: is required; upstreams[0].url: url names a link-local address, which is never called.',
      'name',
    ),
  )
  expect([...errors]).toEqual([
    ['name', 'Must not contain any of / ?.'],
    ['upstreams[0].settings.assistant', 'Is required.'],
    ['upstreams[0].settings.url', 'Url names a link-local address, which is never called.'],
  ])
  expect(hasErrorWithin(errors, 'upstreams[0].settings')).toBe(true)
  expect(hasErrorWithin(errors, 'upstreams[0].set')).toBe(false)
})

it('goes by the parameter where the message has no places, and has nothing of other errors', () => {
  expect([...fieldErrorsOf(refused(400, 'It is wrong.', 'name'))]).toEqual([['name', 'It is wrong.']])
  expect(fieldErrorsOf(refused(500, 'name: is required', 'name')).size).toBe(0)
  expect(fieldErrorsOf(new TypeError('x')).size).toBe(0)
})
