import { setTimeout as pause } from 'node:timers/promises'
import { OPERATIONS as PROTOCOL_OPERATIONS } from '@gateway/core'
import type { Checks } from './checks.ts'
import type { CallRecord, Gateway } from './gateway.ts'
import type { KeyUse } from './matrix.ts'

/** Checks that the gateway stored one record for each call, of the right agent and operation, and none else. */
export async function checkRecords(checks: Checks, gateway: Gateway, uses: readonly KeyUse[]): Promise<void> {
  const expected = new Map(uses.map((use) => [use.alias, use.methods.map(operationOf).sort()]))
  let kept = await recordsByKey(gateway)
  // Records are written off the path of the call, a moment later.
  for (let tries = 0; tries < 20 && !sizesMatch(expected, kept); tries++) {
    await pause(250)
    kept = await recordsByKey(gateway)
  }
  for (const { alias, agent } of uses) {
    const records = kept.get(alias) ?? []
    const operations = records.map((record) => record.operation ?? 'none').sort()
    const wanted = expected.get(alias) ?? []
    checks.check(
      `records: one for each call of ${alias}`,
      operations.join() === wanted.join(),
      `${wanted.length} calls: ${count(wanted)}\n${operations.length} records: ${count(operations)}`,
    )
    const strange = records.filter((record) => record.agentName !== agent || record.version === undefined)
    checks.check(`records: agent and version of ${alias}`, strange.length === 0, JSON.stringify(strange.slice(0, 3)))
  }
}

async function recordsByKey(gateway: Gateway): Promise<Map<string, CallRecord[]>> {
  const kept = new Map<string, CallRecord[]>()
  for (const record of await gateway.records()) {
    const alias = record.keyAlias ?? 'no key'
    kept.set(alias, [...(kept.get(alias) ?? []), record])
  }
  return kept
}

function sizesMatch(
  expected: ReadonlyMap<string, readonly string[]>,
  kept: ReadonlyMap<string, readonly CallRecord[]>,
): boolean {
  return [...expected].every(([alias, operations]) => kept.get(alias)?.length === operations.length)
}

function operationOf(method: string): string {
  const found = Object.entries(PROTOCOL_OPERATIONS).find(
    ([, names]) => names['1.0'] === method || names['0.3'] === method,
  )
  return found?.[0] ?? 'none'
}

function count(names: readonly string[]): string {
  return Object.entries(Object.groupBy(names, (name) => name))
    .map(([name, all]) => `${all?.length} ${name}`)
    .join(', ')
}
