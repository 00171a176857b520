import { gatewayError } from '@gateway/core'
import { expect, test } from 'vitest'
import { withExplainedErrors } from './explained-errors.ts'

const explained = (cause: unknown) => gatewayError('AGENT_ERROR', 'The vendor failed.', { cause })

test('what was said comes first, then the error in words that a caller may see', async () => {
  const thrown = new Error('secret of the vendor')
  async function* vendor() {
    yield 'one'
    throw thrown
  }
  const seen: string[] = []
  const reading = (async () => {
    for await (const item of withExplainedErrors(vendor(), explained)) seen.push(item)
  })()
  await expect(reading).rejects.toMatchObject({ code: 'AGENT_ERROR', message: 'The vendor failed.', cause: thrown })
  expect(seen).toEqual(['one'])
})

test('a reader that leaves ends the source', async () => {
  let ended = false
  async function* vendor() {
    try {
      yield 1
      yield 2
    } finally {
      ended = true
    }
  }
  for await (const _ of withExplainedErrors(vendor(), explained)) break
  expect(ended).toBe(true)
})
