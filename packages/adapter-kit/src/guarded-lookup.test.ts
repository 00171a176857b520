import { connect } from 'node:net'
import { isGatewayError } from '@gateway/core'
import { expect, test } from 'vitest'
import { guardedLookup } from './guarded-lookup.ts'

const resolve = (hostname: string, all: boolean) =>
  new Promise((done) => guardedLookup(hostname, { all }, (error, address, family) => done({ error, address, family })))

test('resolves a harmless name in both forms', async () => {
  expect(await resolve('localhost', true)).toMatchObject({
    error: null,
    address: expect.arrayContaining([expect.objectContaining({ address: expect.any(String) })]),
  })
  expect(await resolve('localhost', false)).toMatchObject({
    error: null,
    address: expect.stringMatching(/^(127\.|::1)/),
  })
})

test('passes on that a name does not exist', async () => {
  expect(await resolve('nowhere.invalid', true)).toMatchObject({
    error: { code: expect.stringMatching(/ENOTFOUND|EAI_AGAIN/) },
  })
})

test('a name that resolves to a metadata address ends the connection before it begins', async () => {
  // An address stands for a name here: the resolver answers it with itself.
  const socket = connect({
    host: 'metadata.test',
    port: 80,
    lookup: (_name, options, callback) => guardedLookup('169.254.169.254', options, callback),
  })
  const error = await new Promise((done) => socket.on('error', done))
  expect(isGatewayError(error) && error.code).toBe('AGENT_UNREACHABLE')
  expect(isGatewayError(error) && error.message).not.toContain('169.254')
})
