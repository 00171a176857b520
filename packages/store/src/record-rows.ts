import type { CallRecord } from '@gateway/core'
import { present } from './optional.ts'
import type { Schema } from './schema.ts'

/** What a record is read from. */
export const RECORD_COLUMNS = ['id', 'time', 'agent_id', 'key_id', 'user_id', 'team_id', 'status', 'record'] as const

/** Members of a record that have no column of their own. */
export type RestOfRecord = Omit<
  CallRecord,
  'id' | 'time' | 'agentId' | 'keyId' | 'userId' | 'teamId' | 'status' | 'request' | 'response' | 'eventLog'
>

export function recordOf(row: Pick<Schema['records'], (typeof RECORD_COLUMNS)[number]>): CallRecord {
  const rest: RestOfRecord = JSON.parse(row.record)
  const { id, time, status, agent_id: agentId, key_id: keyId, user_id: userId, team_id: teamId } = row
  return { id, time, status, ...present({ agentId, keyId, userId, teamId }), ...rest }
}
