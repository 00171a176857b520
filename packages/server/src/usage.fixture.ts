import type { Caller, CallRecord } from '@gateway/core'
import { defineAgent } from '@gateway/core'
import { memoryStore } from '@gateway/store'
import { admin } from './admin.fixture.ts'
import { createApp } from './create-app.ts'
import { servedAgent, testPorts } from './gateway.fixture.ts'

let made = 0
/** A record at noon of a day. */
export const usageRecord = (day: string, fields: Partial<CallRecord>): CallRecord => ({
  id: `0190a000-0000-7000-8000-${(made++).toString(16).padStart(12, '0')}`,
  requestId: 'r',
  time: `${day}T12:00:00.000Z`,
  keyId: 'member',
  streaming: false,
  status: 'ok',
  httpStatus: 200,
  totalMs: 10,
  requestBytes: 1,
  responseBytes: 1,
  events: 0,
  ...fields,
})

const CALLERS: Readonly<Record<string, Caller>> = {
  'sk-admin': { keyId: 'master', role: 'admin', agents: { access: 'all' } },
  'sk-viewer': { keyId: 'v', role: 'admin-viewer', userId: 'v', agents: { access: 'none' } },
  'sk-member': { keyId: 'member', role: 'member', agents: { access: 'none' } },
  'sk-ann': { keyId: 'ann-1', role: 'member', userId: 'ann', agents: { access: 'none' } },
  'sk-ann-red': { keyId: 'ann-2', role: 'member', userId: 'ann', teamId: 'red', agents: { access: 'none' } },
  'sk-bob': { keyId: 'bob-1', role: 'member', userId: 'bob', agents: { access: 'none' } },
}

const NOBODY: Caller = { keyId: 'nobody', role: 'member', agents: { access: 'none' } }

/** A gateway with these records, two teams, and keys of people who see more and less. */
export async function usageGateway(kept: readonly CallRecord[]) {
  const { usage, records } = memoryStore()
  await records.append(kept)
  const ports = testPorts([servedAgent('echo', defineAgent({}))], {
    usage,
    authenticate: ({ authorization = '' }) => CALLERS[authorization.replace('Bearer ', '')] ?? NOBODY,
  })
  const blue = { id: 'blue', alias: 'Blue team', members: [{ userId: 'ann', role: 'admin' as const }] }
  await ports.options.teams?.create(blue, 'master')
  await ports.options.teams?.create({ id: 'red', members: [{ userId: 'ann', role: 'user' }] }, 'master')
  return { ...admin(ports), app: createApp(ports.options) }
}
