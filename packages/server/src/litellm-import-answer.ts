import { z } from 'zod'

const row = z
  .object({
    row: z.int().describe('Which of the rows that were sent, from 0.'),
    id: z.string().nullable().describe('Id of what is made of it here.'),
    name: z.string().nullable(),
    result: z.enum(['created', 'exists', 'refused']).describe('Of a dry run: what would be done.'),
    reason: z.string().optional().describe('Why it was refused.'),
    not_carried: z.array(z.string()).describe('Columns that say something in LiteLLM, and nothing here.'),
    notes: z.array(z.string()).describe('What is other than it was.'),
  })
  .meta({ id: 'ImportedRow' })

export const importAnswer = z.object({
  dry_run: z.boolean(),
  agents: z.array(row),
  users: z.array(row),
  teams: z.array(row),
  keys: z.array(row),
  agent_ids: z
    .record(z.string(), z.string())
    .describe('Ids of agents in LiteLLM, and here: to be sent with the pages that follow.'),
})

export type ImportedRow = z.infer<typeof row>

/** What was made of a row. */
export interface RowOutcome {
  readonly result: ImportedRow['result']
  readonly id?: string | undefined
  readonly reason?: string
  readonly notes?: readonly string[]
}
