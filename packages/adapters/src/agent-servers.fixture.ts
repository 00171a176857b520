import { createServer } from 'node:http'
import { FoundryService, TOKEN } from '../../adapter-azure-foundry/src/foundry-service.fixture.ts'
import { says } from '../../adapter-azure-foundry/src/scripted-answer.fixture.ts'
import { ARN, CREDENTIALS, startDataPlane } from '../../adapter-bedrock-agentcore/src/data-plane.fixture.ts'
import { startLangGraph } from '../../adapter-langgraph/src/langgraph-server.fixture.ts'
import type { AdapterName, BuiltInAdapters } from './built-in-adapters.ts'

/** An agent for each adapter, that answers anything: what it is reached by, and its end. */
export const startAgent: {
  readonly [Name in AdapterName]: () => Promise<{ readonly settings: BuiltInAdapters[Name] } & AsyncDisposable>
} = {
  async a2a() {
    const parts = [{ text: 'Hello!' }]
    const server = await answering(({ id }) => ({
      jsonrpc: '2.0',
      id,
      result: { message: { messageId: 'm2', role: 'ROLE_AGENT', parts } },
    }))
    return { settings: { url: server.url, protocolVersion: '1.0' }, [Symbol.asyncDispose]: server[Symbol.asyncDispose] }
  },
  async langgraph() {
    const server = await startLangGraph()
    return { settings: { url: server.url, assistant: 'echo' }, [Symbol.asyncDispose]: server.stop }
  },
  async 'azure-foundry'() {
    const service = await FoundryService.start(() => says('Hello!'))
    return {
      settings: { url: service.url, agent: 'planner', auth: { type: 'token', token: TOKEN } },
      [Symbol.asyncDispose]: () => service[Symbol.asyncDispose](),
    }
  },
  async 'bedrock-agentcore'() {
    const runtime = await answering(() => ({ result: 'Hello!' }))
    const plane = await startDataPlane({ url: runtime.url, path: '/invocations' })
    return {
      settings: { runtime: ARN, endpoint: plane.url, auth: { type: 'sigv4', credentials: CREDENTIALS } },
      async [Symbol.asyncDispose]() {
        await plane.close()
        await runtime[Symbol.asyncDispose]()
      },
    }
  },
}

/** A server that answers every request with JSON made of the request's. */
async function answering(
  answerTo: (request: { readonly id?: unknown }) => unknown,
): Promise<{ readonly url: string } & AsyncDisposable> {
  const server = createServer(async (request, response) => {
    const chunks: Buffer[] = []
    for await (const chunk of request) chunks.push(chunk)
    const asked = JSON.parse(Buffer.concat(chunks).toString())
    response.writeHead(200, { 'content-type': 'application/json' }).end(JSON.stringify(answerTo(asked)))
  })
  await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening))
  const address = server.address()
  const port = typeof address === 'object' && address !== null ? address.port : 0
  return {
    url: `http://127.0.0.1:${port}`,
    async [Symbol.asyncDispose]() {
      server.closeAllConnections()
      await new Promise((closed) => server.close(closed))
    },
  }
}
