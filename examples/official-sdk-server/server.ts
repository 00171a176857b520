/** A LangGraph agent in the server of the official A2A SDK: the SDK speaks the protocol, the adapter speaks to LangGraph. */
import { agentCardHandler, jsonRpcHandler, UserBuilder } from '@a2a-js/sdk/server/express'
import { connectAgent } from '@gateway/adapters'
import { requestHandlerOf } from '@gateway/core/a2a-sdk'
import express from 'express'

const { LANGGRAPH_URL = 'http://127.0.0.1:2024', PORT = '3000' } = process.env
const url = `http://127.0.0.1:${PORT}`

const agent = await connectAgent('langgraph', { url: LANGGRAPH_URL, assistant: 'agent' })

// The card is what LangGraph tells of the assistant, with the address at which it is served here.
const requestHandler = requestHandlerOf(agent, {
  supportedInterfaces: [{ url: `${url}/a2a`, protocolBinding: 'JSONRPC', protocolVersion: '1.0' }],
})

const app = express()
app.use('/.well-known/agent-card.json', agentCardHandler({ agentCardProvider: requestHandler }))
app.use('/a2a', jsonRpcHandler({ requestHandler, userBuilder: UserBuilder.noAuthentication }))
app.listen(Number(PORT), '127.0.0.1', () => console.log(`Listening on ${url}`))
