import { type CallExample, type ExampleCall, quoted } from './example.ts'

/** The call with the official SDK of the version, `a2a-sdk`. */
export const pythonExample = (call: ExampleCall): CallExample => ({
  language: 'Python',
  code: call.version === '1.0' ? python10(call) : python03(call),
})

const keyOf = ({ key }: ExampleCall) => (key === undefined ? 'os.environ["GATEWAY_KEY"]' : quoted(key))

const imports = ({ key }: ExampleCall) => `import asyncio
${key === undefined ? 'import os\n' : ''}from uuid import uuid4

import httpx`

const python10 = (call: ExampleCall) => `# pip install "a2a-sdk>=1,<2" httpx
${imports(call)}
from a2a.client import A2ACardResolver, ClientConfig, ClientFactory
from a2a.types import Message, Part, Role, SendMessageRequest

KEY = ${keyOf(call)}


async def main():
    async with httpx.AsyncClient(headers={"Authorization": f"Bearer {KEY}"}, timeout=120) as http:
        card = await A2ACardResolver(http, ${quoted(call.url)}).get_agent_card()
        agent = ClientFactory(ClientConfig(httpx_client=http, streaming=${call.streaming ? 'True' : 'False'})).create(card)
        message = Message(message_id=uuid4().hex, role=Role.ROLE_USER, parts=[Part(text=${quoted(call.text)})])
        async for event in agent.send_message(SendMessageRequest(message=message)):
            print(event)


asyncio.run(main())
`

const python03 = (call: ExampleCall) => `# pip install "a2a-sdk>=0.3,<0.4" httpx
${imports(call)}
from a2a.client import A2ACardResolver, A2AClient
from a2a.types import MessageSendParams, ${requestOf(call)}

KEY = ${keyOf(call)}


async def main():
    async with httpx.AsyncClient(headers={"Authorization": f"Bearer {KEY}"}, timeout=120) as http:
        card = await A2ACardResolver(http, ${quoted(call.url)}).get_agent_card()
        agent = A2AClient(http, agent_card=card)
        message = {"messageId": uuid4().hex, "role": "user", "parts": [{"kind": "text", "text": ${quoted(call.text)}}]}
        request = ${requestOf(call)}(id=uuid4().hex, params=MessageSendParams(message=message))
${
  call.streaming
    ? `        async for event in agent.send_message_streaming(request):
            print(event.model_dump_json(exclude_none=True))`
    : `        answer = await agent.send_message(request)
        print(answer.model_dump_json(exclude_none=True))`
}


asyncio.run(main())
`

const requestOf = ({ streaming }: ExampleCall) => (streaming ? 'SendStreamingMessageRequest' : 'SendMessageRequest')
