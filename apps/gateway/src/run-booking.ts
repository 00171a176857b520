import { type Budgets, budgetScopes, callerBudgets, conversationScopes, memberBudget } from '@gateway/auth'
import type { Logger, Store, StoredRun } from '@gateway/core'
import type { RegisteredAgent } from '@gateway/registry'

interface RunBookingOptions {
  readonly store: Pick<Store, 'keys' | 'teams' | 'users'>
  readonly budgets: Budgets
  readonly logger: Logger
}

/** Books a run whose call is gone on the budgets of those whose work it is, where no call of this gateway does so. */
export function runBooking({ store, budgets, logger }: RunBookingOptions) {
  const book = async (run: StoredRun, registered: RegisteredAgent | undefined): Promise<void> => {
    const { keyId, teamId, userId } = run.owner
    const [key, team, user] = await Promise.all([
      store.keys.get(keyId),
      teamId === undefined ? undefined : store.teams.get(teamId),
      userId === undefined ? undefined : store.users.get(userId),
    ])
    const of = callerBudgets({
      key: key?.budget,
      team: team?.budget,
      user: user?.budget,
      member: memberBudget(team, userId),
    })
    const caller = { ...run.owner, ...(of === undefined ? {} : { budgets: of }) }
    const agent = { id: run.agentId, name: registered?.name ?? run.agentId }
    const budget = registered?.definition.budget
    const now = Date.now()
    const scopes = [
      ...budgetScopes({ caller, agent }, budget, 0, now),
      // Its message was counted when it was sent.
      ...conversationScopes({ owner: run.owner, agent }, budget, run.contextId, 0, now).filter(
        ({ claim }) => claim.period !== 'calls',
      ),
    ]
    if (scopes.length > 0) budgets.spend(scopes, run.cost ?? 0, run.runId)
  }
  return (run: StoredRun, registered: RegisteredAgent | undefined): void => {
    if (run.cost === undefined || budgets.holds(run.runId)) return
    book(run, registered).catch((err: unknown) => {
      logger.error({ err, taskId: run.taskId }, 'what a run has cost could not be booked on its budgets')
    })
  }
}
