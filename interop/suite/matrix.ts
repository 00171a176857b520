import type { AgentUnderTest } from './agents.ts'
import { AGENTS_UNDER_TEST } from './agents.ts'
import { CLIENTS_UNDER_TEST, type Result, tryClient } from './clients.ts'
import type { Gateway } from './gateway.ts'
import type { OperationName } from './operations.ts'
import type { Cell } from './verdict.ts'

// Most of a cell's time is spent waiting for the agent.
const AT_ONCE = 4

/** What one client posted with one key of its own through the gateway. */
export interface KeyUse {
  readonly alias: string
  readonly agent: string
  readonly methods: readonly string[]
}

export interface Matrix {
  readonly cells: readonly Cell[]
  readonly uses: readonly KeyUse[]
}

interface Pair {
  readonly client: (typeof CLIENTS_UNDER_TEST)[number]
  readonly agent: AgentUnderTest
}

/** Tries every client with every agent, directly and (if there is one) through the gateway. */
export async function tryAll(agentUrls: ReadonlyMap<string, string>, gateway: Gateway | undefined): Promise<Matrix> {
  const pairs = AGENTS_UNDER_TEST.flatMap((agent) => CLIENTS_UNDER_TEST.map((client): Pair => ({ client, agent })))
  const cells: Cell[][] = []
  const uses: KeyUse[] = []
  const work = pairs.entries()
  const worker = async () => {
    for (const [index, pair] of work) {
      const { operations } = pair.client
      const direct = await tryClient(pair.client, agentUrls.get(pair.agent.name) ?? '', operations)
      const through = gateway && (await tryThrough(gateway, pair, operations))
      if (through) uses.push(through.use)
      cells[index] = ['card', ...operations].map((operation) => ({
        client: pair.client.name,
        agent: pair.agent,
        operation,
        direct: direct.get(operation),
        gateway: through?.results.get(operation),
      }))
    }
  }
  await Promise.all(Array.from({ length: AT_ONCE }, worker))
  return { cells: cells.flat(), uses }
}

async function tryThrough(
  gateway: Gateway,
  { client, agent }: Pair,
  operations: readonly OperationName[],
): Promise<{ results: ReadonlyMap<string, Result>; use: KeyUse }> {
  const alias = `${client.name} to ${agent.name}`
  const key = await gateway.createKey(alias, [agent.name])
  const results = await tryClient(client, gateway.agentUrl(agent.name), operations, key)
  const methods = [...results.values()].flatMap((result) => result.calls)
  return { results, use: { alias, agent: agent.name, methods } }
}
