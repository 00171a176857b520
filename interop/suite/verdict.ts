import type { AgentUnderTest } from './agents.ts'
import type { Result } from './clients.ts'

/** One operation of one client with one agent, called directly and through the gateway. */
export interface Cell {
  readonly client: string
  readonly agent: AgentUnderTest
  readonly operation: string
  readonly direct: Result | undefined
  readonly gateway: Result | undefined
}

/**
 * `same`: works both ways, alike. `gained`: works through the gateway alone. `neither`: the agent does not offer it.
 * The others fail the suite. `lost`: works directly alone. `different`: works both ways, but not alike. `missing`: the
 * agent offers it, the gateway does not bring it to this client. `unproven`: it should work directly with this client
 * and does not, so the comparison says nothing.
 */
export type Verdict = 'same' | 'gained' | 'neither' | 'lost' | 'different' | 'missing' | 'unproven'

export const FAILED: readonly Verdict[] = ['lost', 'different', 'missing', 'unproven']

/** Whether the agent offers it, so that every client must be able to do it through the gateway. Tasks are always listed by the gateway itself. */
export function isOffered(cell: Cell): boolean {
  return (
    cell.operation === 'card' ||
    cell.operation === 'list-tasks' ||
    cell.agent.offers.some((name) => name === cell.operation)
  )
}

/** Whether the agent offers it and only the difference of version or form keeps this client from it. */
export function mustBeBridged(cell: Cell): boolean {
  return isOffered(cell) && !worksDirectly(cell)
}

export function judge(cell: Cell): Verdict {
  const { direct, gateway } = cell
  if (direct?.ok !== true && worksDirectly(cell)) return 'unproven'
  if (gateway?.ok === true) {
    if (direct?.ok !== true || isRepaired(cell)) return 'gained'
    return direct.outcome === gateway.outcome ? 'same' : 'different'
  }
  if (direct?.ok === true) return 'lost'
  return isOffered(cell) ? 'missing' : 'neither'
}

/** Whether the agent does it in its own way, so that the gateway must do better than the agent alone. */
function isRepaired(cell: Cell): boolean {
  return cell.agent.repaired?.some((name) => name === cell.operation) ?? false
}

function worksDirectly(cell: Cell): boolean {
  return (
    cell.agent.direct.some((client) => client === cell.client) &&
    !isRepaired(cell) &&
    (cell.operation === 'card' || cell.agent.offers.some((name) => name === cell.operation))
  )
}
