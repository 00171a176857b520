import type { AuditEntry, AuditFilter, Store } from '@gateway/core'
import { describe, expect, it } from 'vitest'
import { AWKWARD, sampleKey } from './samples.ts'

const idOf = (number: number) => `01890000-0000-7000-8000-${number.toString(16).padStart(12, '0')}`
const timeOf = (number: number) => new Date(Date.UTC(2026, 1, 1) + number * 1_000).toISOString()

function sample(number: number, fields: Partial<AuditEntry> = {}): AuditEntry {
  return {
    id: idOf(number),
    time: timeOf(number),
    actor: { kind: 'caller', keyId: 'audit-key', role: 'admin' },
    action: 'key.create',
    target: { kind: 'key', id: 'audit-target' },
    outcome: 'done',
    ...fields,
  }
}

export function testAudit(store: () => Store): void {
  const found = async (filter: Omit<AuditFilter, 'limit'>, limit = 100) =>
    (await store().audit.list({ ...filter, limit })).map(({ id }) => Number.parseInt(id.slice(-12), 16))

  describe('the audit log', () => {
    it('gives back what was appended', async () => {
      const full = sample(1, {
        actor: { kind: 'caller', keyId: 'k', keyAlias: AWKWARD, userId: AWKWARD, teamId: 'audit-full', role: 'member' },
        address: '::1',
        requestId: 'request',
        target: { kind: 'key', id: 'audit-full', name: AWKWARD, teamId: 'audit-full' },
        before: { text: AWKWARD, deep: { list: [1, null, true] } },
        after: {},
        outcome: 'refused',
        reason: AWKWARD,
      })
      await store().audit.append([full])
      expect(await store().audit.list({ target: 'audit-full', limit: 10 })).toEqual([full])
      await store().audit.append([])
    })

    it('lists newest first, by filter and place', async () => {
      const caller = (keyId: string, more = {}) => ({ kind: 'caller', keyId, role: 'admin', ...more }) as const
      const team = { kind: 'team', id: 'audit-list-team', name: 'Research_1', teamId: 'audit-list-team' }
      await store().audit.append([
        sample(102, { actor: caller('audit-b', { userId: 'audit-user' }), action: 'team.update', target: team }),
        sample(100, { actor: caller('audit-a', { keyAlias: 'audit-alias' }), action: 'key.delete' }),
        sample(101, { actor: { kind: 'file' }, action: 'keys.other', outcome: 'refused', reason: '100% [Öl]' }),
        sample(103, { action: 'team.delete', target: team, after: { alias: 'Needle "quoted" in Hay' } }),
      ])
      const from = timeOf(100)
      expect(await found({ from })).toEqual([103, 102, 101, 100])
      expect(await found({ from, actor: 'audit-a' })).toEqual([100])
      expect(await found({ from, actor: 'audit-alias' })).toEqual([100])
      expect(await found({ from, actor: 'audit-user' })).toEqual([102])
      expect(await found({ from, actor: 'file' })).toEqual([101])
      expect(await found({ from, action: 'team' })).toEqual([103, 102])
      expect(await found({ from, action: 'key' })).toEqual([100])
      expect(await found({ from, action: 'team.delete' })).toEqual([103])
      expect(await found({ from, action: 'tea_' })).toEqual([])
      expect(await found({ from, outcome: 'refused' })).toEqual([101])
      expect(await found({ from, targetKind: 'team' })).toEqual([103, 102])
      expect(await found({ target: 'Research_1' })).toEqual([103, 102])
      expect(await found({ teamId: 'audit-list-team' })).toEqual([103, 102])
      expect(await found({ from, text: 'nEEdle "Quoted"' })).toEqual([103])
      expect(await found({ from, text: 'research_1' })).toEqual([103, 102])
      expect(await found({ from, text: 'researchX1' })).toEqual([])
      expect(await found({ from, text: '100% [Öl]' })).toEqual([101])
      expect(await found({ from: from.replace('.000Z', '+00:00'), to: timeOf(102) })).toEqual([101, 100])
      expect(await found({ from }, 2)).toEqual([103, 102])
      expect(await found({ from, before: idOf(102) })).toEqual([101, 100])
    })

    it('appends the entries of a write with it, and none where nothing was written', async () => {
      const { audit, keys, stops } = store()
      const key = sampleKey({ id: 'audit-during'.padEnd(64, '0'), name: 'sk-...audi' })
      await audit.during([sample(200), sample(201)], () => keys.insert(key))
      expect(await found({ from: timeOf(200), to: timeOf(300) })).toEqual([201, 200])
      await expect(audit.during([sample(202)], () => keys.insert(key))).rejects.toMatchObject({ code: 'CONFLICT' })
      const stale = { ...key, updatedAt: '2001-01-01T00:00:00.000Z' }
      expect(await audit.during([sample(203)], () => keys.update(key, stale))).toBe(false)
      await audit.during([sample(204)], () =>
        stops.put({ agentId: 'audit', reason: '', since: timeOf(0), cancel: false }),
      )
      expect(await audit.during([sample(205)], () => keys.delete(key.id))).toBe(true)
      expect(await found({ from: timeOf(200), to: timeOf(300) })).toEqual([205, 204, 201, 200])
      await audit.during([sample(206)], () => store().budgets.reset('key:audit'))
      expect(await found({ from: timeOf(206), to: timeOf(300) })).toEqual([206])
      await stops.delete('audit')
    })
  })
}
