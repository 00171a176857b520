import { defineAgent } from '@gateway/core'
import { createApp } from './create-app.ts'
import { descriptionCheck } from './described.fixture.ts'
import { servedAgent, type TestPorts, testPorts } from './gateway.fixture.ts'
import { routesOf } from './routes.ts'

/** The admin API, asked with the administrator's key unless another is given. Every answer must be as it is described. */
export function admin(ports: TestPorts = testPorts([servedAgent('echo', defineAgent({}))])) {
  const app = createApp(ports.options)
  const check = descriptionCheck(routesOf(ports.options))
  const ask = async (method: string, path: string, body?: unknown, key = 'sk-admin') => {
    const response = await app.request(path, {
      method,
      headers: { authorization: `Bearer ${key}` },
      ...(body === undefined ? {} : { body: typeof body === 'string' ? body : JSON.stringify(body) }),
    })
    const text = await response.text()
    const json = JSON.parse(text)
    check({ method, path, status: response.status, body: json })
    return { status: response.status, json }
  }
  return { ports, ask, last: () => ports.changes.at(-1) }
}
