import { join } from 'node:path'
import { z } from 'zod'
import type { OperationName } from './operations.ts'
import { OPERATIONS } from './operations.ts'
import { CLIENTS, python } from './places.ts'
import { run } from './processes.ts'

export type ClientName = 'python-0.3' | 'python-1.x'

interface Client {
  readonly name: ClientName
  readonly command: readonly string[]
  /** What the library has a call for. */
  readonly operations: readonly OperationName[]
}

export const CLIENTS_UNDER_TEST: readonly Client[] = [
  {
    name: 'python-0.3',
    command: [python('a2a-0.3'), join(CLIENTS, 'a2a_sdk_0_3.py')],
    operations: OPERATIONS.filter((operation) => operation !== 'list-tasks'),
  },
  { name: 'python-1.x', command: [python('a2a-1.x'), join(CLIENTS, 'a2a_sdk_1.py')], operations: OPERATIONS },
]

const resultSchema = z.object({
  operation: z.string(),
  ok: z.boolean(),
  /** What was seen, in words that are the same on two ways to one agent. */
  outcome: z.string().optional(),
  error: z.string().optional(),
  /** The JSON-RPC methods that were posted. */
  calls: z.array(z.string()),
  /** What went over the wire; where it failed. */
  exchanges: z.array(z.string()).optional(),
})

/** How one operation went. */
export type Result = z.infer<typeof resultSchema>

const SECONDS = 150

/** Lets a client try the operations with the agent behind a URL; the results by operation, `card` first. */
export async function tryClient(
  client: Client,
  url: string,
  operations: readonly OperationName[],
  key?: string,
): Promise<ReadonlyMap<string, Result>> {
  const finished = await run(
    [...client.command, url, operations.join(','), ...(key === undefined ? [] : [key])],
    CLIENTS,
    SECONDS,
  )
  const lines = finished.output.split('\n').filter((line) => line !== '')
  const results = lines.map((line) => resultSchema.parse(JSON.parse(line)))
  if (results.length === 0) {
    throw new Error(
      `The client ${client.name} printed nothing (exit ${finished.code}): ${finished.errors.slice(-2000)}`,
    )
  }
  return new Map(results.map((result) => [result.operation, result]))
}
