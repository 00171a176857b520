import type { AuditEntry, AuditStore } from '@gateway/core'
import { isoTime } from './iso-time.ts'

export function memoryAudit(): AuditStore {
  const entries: AuditEntry[] = []
  return {
    async append(added) {
      entries.push(...added)
    },
    async during(added, write) {
      const result = await write()
      if (result !== false) entries.push(...added)
      return result
    },
    async list({ actor, action, outcome, targetKind, target, teamId, from, to, text, before, limit }) {
      const [start, end] = [from, to].map((time) => (time === undefined ? undefined : isoTime(time)))
      const wanted = text === undefined ? undefined : lower(JSON.stringify(text).slice(1, -1))
      return entries
        .filter((entry) => actor === undefined || actorNames(entry).includes(actor))
        .filter((entry) => action === undefined || entry.action === action || entry.action.startsWith(`${action}.`))
        .filter((entry) => outcome === undefined || entry.outcome === outcome)
        .filter((entry) => targetKind === undefined || entry.target.kind === targetKind)
        .filter((entry) => target === undefined || entry.target.id === target || entry.target.name === target)
        .filter((entry) => teamId === undefined || entry.target.teamId === teamId)
        .filter((entry) => start === undefined || entry.time >= start)
        .filter((entry) => end === undefined || entry.time < end)
        .filter((entry) => wanted === undefined || lower(JSON.stringify(entry)).includes(wanted))
        .filter((entry) => before === undefined || entry.id < before)
        .sort((left, right) => (left.id < right.id ? 1 : -1))
        .slice(0, limit)
    },
  }
}

/** As the databases do it: only the letters of ASCII. */
const lower = (text: string) => text.replace(/[A-Z]/g, (letter) => letter.toLowerCase())

function actorNames({ actor }: AuditEntry): readonly (string | undefined)[] {
  return actor.kind === 'caller' ? [actor.keyId, actor.keyAlias, actor.userId] : [actor.kind]
}
