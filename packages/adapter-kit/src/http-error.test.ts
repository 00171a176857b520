import { createServer, request } from 'node:http'
import { expect, it } from 'vitest'
import { DEFAULT_LIMITS, guardedLookup, requestError } from './index.ts'

it('tells what a client of an SDK ran into, without the address, and whether anything was sent', async () => {
  const port = await closedPort()
  const error = await new Promise<unknown>((resolve) =>
    request({ host: 'localhost', port, lookup: guardedLookup }).on('error', resolve).end(),
  )
  const refused = requestError(error, 'connecting', DEFAULT_LIMITS)
  expect(refused).toMatchObject({ code: 'AGENT_UNREACHABLE', retryable: true, cause: error })
  expect(refused.message).not.toMatch(/localhost|127\.0\.0\.1|::1/)
  expect(requestError(new Error('socket hang up'), 'waiting', DEFAULT_LIMITS)).toMatchObject({ retryable: false })
  expect(requestError(refused, 'answering', DEFAULT_LIMITS)).toBe(refused)
})

async function closedPort(): Promise<number> {
  const server = createServer()
  await new Promise<void>((listening) => server.listen(0, 'localhost', listening))
  const address = server.address()
  await new Promise((closed) => server.close(closed))
  return typeof address === 'object' && address !== null ? address.port : 0
}
