import { describe } from 'vitest'
import { type OpenStore, useStore } from './suite.ts'
import { testAgents } from './test-agents.ts'
import { testAlerts } from './test-alerts.ts'
import { testAudit } from './test-audit.ts'
import { testBudgets } from './test-budgets.ts'
import { testChanges } from './test-changes.ts'
import { testContexts } from './test-contexts.ts'
import { testEntries } from './test-entries.ts'
import { testIdempotency } from './test-idempotency.ts'
import { testKeySecrets } from './test-key-secrets.ts'
import { testKeys } from './test-keys.ts'
import { testRecordFilters } from './test-record-filters.ts'
import { testRecords } from './test-records.ts'
import { testRetention } from './test-retention.ts'
import { testRuns } from './test-runs.ts'
import { testSettings } from './test-settings.ts'
import { testSignIns } from './test-sign-ins.ts'
import { testTaskLists } from './test-task-lists.ts'
import { testTasks } from './test-tasks.ts'
import { testUsage } from './test-usage.ts'

/**
 * Registers the vitest tests that every `Store` has to pass: call it at the top of a test file.
 *
 * @param name what is tested, in the names of the tests
 * @param open opens an **empty** store; it is called once, and the store is disposed of at the end
 */
export function testStore(name: string, open: OpenStore): void {
  describe(`${name} as a store`, () => {
    const store = useStore(open)
    testAgents(store)
    testKeys(store)
    testKeySecrets(store)
    testEntries(store)
    testSignIns(store)
    testBudgets(store)
    testAlerts(store)
    testTasks(store)
    testTaskLists(store)
    testContexts(store)
    testRuns(store)
    testRecords(store)
    testRecordFilters(store)
    testRetention(store)
    testUsage(store)
    testAudit(store)
    testSettings(store)
    testIdempotency(store)
    testChanges(store)
  })
}
