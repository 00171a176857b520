import { randomUUID } from 'node:crypto'
import { serve, type TestServer } from './agent-script.ts'
import type { Wire } from './wire.ts'

/**
 * An agent as Pydantic AI 1 serves it (`agent.to_a2a()`, fasta2a 0.6.1), which is Python; `interop/` runs the real one.
 * What that does not know ends in its HTTP 500, as here: other methods, null members, a message without `kind`, a
 * configuration without `acceptedOutputModes`. Sends never wait, and an unknown task id begins a new task.
 */
export async function fasta2aAgent(token: string): Promise<TestServer> {
  const tasks = new Map<string, Wire>()
  const turns = new Map<string, number>()

  function begin(message: Wire): Wire {
    const id = randomUUID()
    const contextId = message.contextId ?? randomUUID()
    const turn = (turns.get(contextId) ?? 0) + 1
    turns.set(contextId, turn)
    const history = [{ ...message, taskId: id, contextId }]
    tasks.set(id, { id, contextId, kind: 'task', status: status('submitted'), history })
    setTimeout(() => {
      const parts = [{ kind: 'text', text: `${message.parts[0].text}: turn ${turn}` }]
      tasks.set(id, {
        ...tasks.get(id),
        status: status('completed'),
        artifacts: [{ artifactId: randomUUID(), name: 'result', parts }],
      })
    }, 50)
    return tasks.get(id)
  }

  const server = await serve(async (request, response) => {
    const answer = (code: number, type: string, body: string) =>
      response.writeHead(code, { 'content-type': type }).end(body)
    const json = (value: object) => answer(200, 'application/json', JSON.stringify(value))
    if (request.method === 'GET') return json(cardOf(`http://${request.headers.host}/`))
    let body = ''
    for await (const chunk of request) body += chunk
    if (request.headers.authorization !== `Bearer ${token}`) return answer(401, 'text/plain', 'canary-of-the-agent')
    const { id, method, params }: Wire = JSON.parse(body)
    const known = tasks.get(params?.id)
    const lost = { error: { code: -32001, message: 'Task not found' } }
    if (method === 'message/send' && !refuses(params))
      return json({ jsonrpc: '2.0', id, result: begin(params.message) })
    if (method === 'tasks/get' || method === 'tasks/cancel')
      return json({ jsonrpc: '2.0', id, ...(known === undefined ? lost : { result: known }) })
    return answer(500, 'text/plain; charset=utf-8', 'Internal Server Error')
  })
  return server
}

/** With a time that has no zone, as Python writes it. */
const status = (state: string) => ({ state, timestamp: new Date().toISOString().replace('Z', '000') })

function refuses({ message, configuration }: Wire): boolean {
  return (
    message?.kind !== 'message' ||
    !Array.isArray(message.parts) ||
    message.parts.some((part: Wire) => part.kind === undefined) ||
    Object.values(message).includes(null) ||
    (configuration !== undefined && !Array.isArray(configuration.acceptedOutputModes))
  )
}

const cardOf = (url: string) => ({
  name: 'Pydantic AI',
  description: 'Follows the script.',
  url,
  version: '1.0.0',
  protocolVersion: '0.3.0',
  skills: [],
  defaultInputModes: ['application/json'],
  defaultOutputModes: ['application/json'],
  capabilities: { streaming: false, pushNotifications: false, stateTransitionHistory: false },
})
