import { createConnectionPool, limitsFrom } from '@gateway/adapter-kit'
import { expect, it } from 'vitest'
import { createClients } from './foundry-client.ts'
import { FoundryService, TOKEN } from './foundry-service.fixture.ts'
import { says } from './scripted-answer.fixture.ts'
import { targetOf } from './target.ts'

const clientsOf = (url: string, token: () => Promise<string | undefined>) =>
  createClients(targetOf({ url, agent: 'planner' }), limitsFrom(undefined), createConnectionPool(), token)

it('does not wait for a token when the call is aborted, and sends nothing', async () => {
  await using service = await FoundryService.start(() => says('never'))
  const asked = Promise.withResolvers<void>()
  const connect = clientsOf(service.url, () => {
    asked.resolve()
    return new Promise(() => {})
  })
  const { project } = await connect({})
  const aborting = new AbortController()
  const call = project.conversations.create({}, { signal: aborting.signal })
  await asked.promise
  aborting.abort()
  await expect(call).rejects.toThrow()
  expect(service.requests).toEqual([])
})

it("sends the token, and none of what the SDK's environment adds", async () => {
  await using service = await FoundryService.start(() => says('never'))
  const { project } = await clientsOf(service.url, async () => TOKEN)({ trace: { traceparent: '00-1-2-01' } })
  await project.conversations.create({})
  const { headers } = service.requests[0] ?? { headers: {} }
  expect(headers).toMatchObject({ authorization: `Bearer ${TOKEN}`, traceparent: '00-1-2-01' })
  expect(Object.keys(headers).filter((name) => name.startsWith('x-stainless') || name.startsWith('openai-'))).toEqual(
    [],
  )
})
