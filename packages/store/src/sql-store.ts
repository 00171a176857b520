import type { Logger, Store } from '@gateway/core'
import type { Database } from './database.ts'
import { sqlAgents } from './sql-agents.ts'
import { sqlAlerts } from './sql-alerts.ts'
import { sqlAudit } from './sql-audit.ts'
import { sqlBudgets } from './sql-budgets.ts'
import { sqlCards } from './sql-cards.ts'
import { sqlAccessGroups, sqlTeams, sqlUsers } from './sql-entries.ts'
import { sqlIdempotency } from './sql-idempotency.ts'
import { sqlKeys } from './sql-keys.ts'
import { sqlOutages } from './sql-outages.ts'
import { sqlRecords } from './sql-records.ts'
import { sqlRepairs } from './sql-repairs.ts'
import { sqlRuns } from './sql-runs.ts'
import { sqlSettings } from './sql-settings.ts'
import { sqlSignIns } from './sql-sign-ins.ts'
import { sqlStops } from './sql-stops.ts'
import { sqlTasks } from './sql-tasks.ts'
import { sqlUsage } from './sql-usage.ts'

/** The ports over a database. Disposing of the store closes it. */
export function sqlStore(opened: Database, logger: Logger | undefined): Store {
  let closed: Promise<void> | undefined
  const { audit, database, auditedWrite } = sqlAudit(opened)
  return {
    agents: sqlAgents(database),
    cards: sqlCards(database),
    repairs: sqlRepairs(database),
    stops: sqlStops(database),
    outages: sqlOutages(database),
    keys: sqlKeys(database),
    teams: sqlTeams(database),
    users: sqlUsers(database),
    accessGroups: sqlAccessGroups(database),
    signIns: sqlSignIns(database),
    budgets: sqlBudgets(database, auditedWrite),
    alerts: sqlAlerts(database),
    tasks: sqlTasks(database, logger),
    runs: sqlRuns(database),
    records: sqlRecords(database, logger),
    usage: sqlUsage(database),
    audit,
    settings: sqlSettings(database),
    idempotency: sqlIdempotency(database),
    onChange: (listener) => database.onChange(listener),
    usedBytes: () => database.usedBytes(),
    ping: () => database.ping(),
    [Symbol.asyncDispose]: () => {
      closed ??= database.close()
      return closed
    },
  }
}
