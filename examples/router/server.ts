/** Three agents as one: the router chooses, the server of the official A2A SDK speaks the protocol. */
import { agentCardHandler, jsonRpcHandler, UserBuilder } from '@a2a-js/sdk/server/express'
import { connectAgent } from '@gateway/adapters'
import { requestHandlerOf } from '@gateway/core/a2a-sdk'
import { createRouter } from '@gateway/router'
import express from 'express'

const { AGENTS = 'http://127.0.0.1:3001 http://127.0.0.1:3002 http://127.0.0.1:3003', PORT = '3000' } = process.env
const url = `http://127.0.0.1:${PORT}`

const router = createRouter({
  upstreams: await Promise.all(
    AGENTS.split(' ').map(async (each) => ({ agent: await connectAgent('a2a', { url: each }) })),
  ),
  strategy: 'round-robin',
})

const requestHandler = requestHandlerOf(router, {
  supportedInterfaces: [{ url: `${url}/a2a`, protocolBinding: 'JSONRPC', protocolVersion: '1.0' }],
})

const app = express()
app.use('/.well-known/agent-card.json', agentCardHandler({ agentCardProvider: requestHandler }))
app.use('/a2a', jsonRpcHandler({ requestHandler, userBuilder: UserBuilder.noAuthentication }))
app.get('/state', (_request, response) => void response.json(router.state()))
app.listen(Number(PORT), '127.0.0.1', () => console.log(`Listening on ${url}`))
