import { createServer } from 'node:http'
import { createCallContext } from '@gateway/core'
import { expect, it } from 'vitest'
import { ADAPTER_NAMES, connectAgent, loadAdapters } from './index.ts'

it('connects an agent by the name of its adapter and its settings alone', async () => {
  const server = createServer((request, response) => {
    const chunks: Buffer[] = []
    request.on('data', (chunk: Buffer) => chunks.push(chunk))
    request.on('end', () => {
      const { id } = JSON.parse(Buffer.concat(chunks).toString())
      const message = { messageId: 'm2', role: 'ROLE_AGENT', parts: [{ text: 'hello' }] }
      response.writeHead(200, { 'content-type': 'application/json' })
      response.end(JSON.stringify({ jsonrpc: '2.0', id, result: { message } }))
    })
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const address = server.address()
  const port = typeof address === 'object' && address !== null ? address.port : 0
  const agent = await connectAgent('a2a', { url: `http://127.0.0.1:${port}`, protocolVersion: '1.0' })
  const message = { messageId: 'm1', role: 'ROLE_USER' as const, parts: [{ text: 'hi' }] }
  expect(await agent.sendMessage({ message }, createCallContext())).toMatchObject({
    message: { parts: [{ text: 'hello' }] },
  })
  server.closeAllConnections()
  server.close()
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
