import { createCallContext, textMessage, textOf } from '@gateway/core'
import { expect, it } from 'vitest'
import { startAgent } from './agent-servers.fixture.ts'
import { ADAPTER_NAMES, connectAgent, loadAdapters } from './index.ts'

it('connects an agent by the name of its adapter and its settings alone', async () => {
  await using server = await startAgent.a2a()
  const agent = await connectAgent('a2a', server.settings)
  expect(textOf(await agent.sendMessage(textMessage('Hi!'), createCallContext()))).toBe('Hello!')
})

it('tells every setting that is wrong', async () => {
  await expect(connectAgent('a2a', { url: 'ftp://x', protocolVersion: '7' })).rejects.toMatchObject({
    code: 'INVALID_PARAMS',
    message: expect.stringMatching(/protocolVersion[\s\S]*url|url[\s\S]*protocolVersion/),
    field: expect.stringMatching(/^settings\./),
  })
})

it('loads every adapter under the name it is asked for by', async () => {
  expect((await loadAdapters()).map(({ name }) => name)).toEqual([...ADAPTER_NAMES])
})
