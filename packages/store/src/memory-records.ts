import type { CallRecord, RecordStore } from '@gateway/core'
import { isoTime } from './iso-time.ts'

/** `tell` gets each record that is new. */
export function memoryRecords(tell: (added: CallRecord) => void): RecordStore {
  const records = new Map<string, CallRecord>()
  return {
    async append(added) {
      for (const record of added) {
        if (records.has(record.id)) continue
        records.set(record.id, record)
        tell(record)
      }
    },
    async list({ agentId, callerAgentId, tag, keyId, status, from, to, before, limit }) {
      const [start, end] = [from, to].map((time) => (time === undefined ? undefined : isoTime(time)))
      return [...records.values()]
        .filter((record) => agentId === undefined || record.agentId === agentId)
        .filter((record) => callerAgentId === undefined || record.callerAgentId === callerAgentId)
        .filter((record) => tag === undefined || record.tags?.includes(tag))
        .filter((record) => keyId === undefined || record.keyId === keyId)
        .filter((record) => status === undefined || record.status === status)
        .filter((record) => start === undefined || record.time >= start)
        .filter((record) => end === undefined || record.time < end)
        .filter((record) => before === undefined || record.id < before)
        .sort((left, right) => (left.id < right.id ? 1 : -1))
        .slice(0, limit)
        .map(({ request: _request, response: _response, ...rest }) => rest)
    },
    async get(id) {
      return records.get(id)
    },
  }
}
