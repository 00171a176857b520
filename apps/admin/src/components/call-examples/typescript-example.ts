import { type CallExample, type ExampleCall, quoted } from './example.ts'

/** The call with the official SDK of the version, `@a2a-js/sdk`. */
export const typescriptExample = (call: ExampleCall): CallExample => ({
  language: 'TypeScript',
  code: `// npm install ${call.version === '1.0' ? '@a2a-js/sdk@1' : '@a2a-js/sdk@0.3'}
${call.version === '1.0' ? "import { SendMessageRequest } from '@a2a-js/sdk'\n" : ''}import { ClientFactory, DefaultAgentCardResolver, JsonRpcTransportFactory } from '@a2a-js/sdk/client'

const key = ${call.key === undefined ? 'process.env.GATEWAY_KEY' : quoted(call.key)}
const fetchImpl: typeof fetch = (input, init) => {
  const headers = new Headers(init?.headers)
  headers.set('authorization', \`Bearer \${key}\`)
  return fetch(input, { ...init, headers })
}

const agent = await new ClientFactory({
  transports: [new JsonRpcTransportFactory({ fetchImpl })],
  cardResolver: new DefaultAgentCardResolver({ fetchImpl }),
}).createFromUrl(${quoted(`${call.url}/`)})

${requestOf(call)}
${
  call.streaming
    ? 'for await (const event of agent.sendMessageStream(request)) console.log(JSON.stringify(event))'
    : 'console.log(JSON.stringify(await agent.sendMessage(request), null, 2))'
}
`,
})

const requestOf = ({ version, text }: ExampleCall) =>
  version === '1.0'
    ? `const request = SendMessageRequest.fromJSON({
  message: { messageId: crypto.randomUUID(), role: 'ROLE_USER', parts: [{ text: ${quoted(text)} }] },
})`
    : `const request = {
  message: {
    kind: 'message' as const,
    messageId: crypto.randomUUID(),
    role: 'user' as const,
    parts: [{ kind: 'text' as const, text: ${quoted(text)} }],
  },
}`
