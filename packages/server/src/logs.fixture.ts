import type { Caller, CallRecord } from '@gateway/core'
import { defineAgent } from '@gateway/core'
import { memoryStore } from '@gateway/store'
import { admin } from './admin.fixture.ts'
import { type AppOptions, createApp } from './create-app.ts'
import { servedAgent, testPorts } from './gateway.fixture.ts'

/** A record of a call that ended at a time, with a number of its own. */
export function logged(number: number, fields: Partial<CallRecord> = {}): CallRecord {
  const time = fields.time ?? new Date().toISOString()
  const hex = Date.parse(time).toString(16).padStart(12, '0')
  return {
    id: `${hex.slice(0, 8)}-${hex.slice(8)}-7000-8000-${number.toString(16).padStart(12, '0')}`,
    requestId: `request-${number}`,
    time,
    keyId: 'member',
    streaming: false,
    status: 'ok',
    httpStatus: 200,
    totalMs: 10,
    requestBytes: 1,
    responseBytes: 1,
    events: 0,
    ...fields,
  }
}

const ROLES: Readonly<Record<string, Caller>> = {
  'sk-admin': { keyId: 'master', role: 'admin', agents: { access: 'all' } },
  'sk-viewer': { keyId: 'v', role: 'admin-viewer', userId: 'v', agents: { access: 'none' } },
  'sk-member': { keyId: 'member', role: 'member', agents: { access: 'none' } },
  /** Admin of the team `blue`, member of `red`. */
  'sk-ann': { keyId: 'ann-1', role: 'member', userId: 'ann', agents: { access: 'none' } },
}

/** The gateway's API over a store in memory with records. */
export async function gatewayWithLogs(records: readonly CallRecord[], options: Partial<AppOptions> = {}) {
  const store = memoryStore()
  await store.records.append(records)
  const callers = new Map(Object.entries(ROLES))
  const ports = testPorts([servedAgent('echo', defineAgent({}))], {
    records: store.records,
    authenticate: ({ authorization = '' }) => {
      const caller = callers.get(authorization.replace('Bearer ', ''))
      if (caller === undefined) throw new Error('no such key')
      return caller
    },
    ...options,
  })
  await ports.options.teams?.create({ id: 'blue', members: [{ userId: 'ann', role: 'admin' }] }, 'master')
  await ports.options.teams?.create({ id: 'red', members: [{ userId: 'ann', role: 'user' }] }, 'master')
  const app = createApp(ports.options)
  const get = (path: string, key = 'sk-admin', headers: Readonly<Record<string, string>> = {}) =>
    app.request(path, { headers: { ...headers, authorization: `Bearer ${key}` } })
  return { ...admin(ports), store, get, callers }
}
