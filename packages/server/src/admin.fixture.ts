import { defineAgent } from '@gateway/core'
import { createApp } from './create-app.ts'
import { servedAgent, type TestPorts, testPorts } from './gateway.fixture.ts'

/** The admin API, asked with the administrator's key unless another is given. */
export function admin(ports: TestPorts = testPorts([servedAgent('echo', defineAgent({}))])) {
  const app = createApp(ports.options)
  const ask = async (method: string, path: string, body?: unknown, key = 'sk-admin') => {
    const response = await app.request(path, {
      method,
      headers: { authorization: `Bearer ${key}` },
      ...(body === undefined ? {} : { body: typeof body === 'string' ? body : JSON.stringify(body) }),
    })
    const text = await response.text()
    return { status: response.status, json: JSON.parse(text) }
  }
  return { ports, ask, last: () => ports.changes.at(-1) }
}
