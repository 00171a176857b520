import type { Queries } from './schema.ts'

/** What keys are for. */
export async function keyScopes({ schema }: Queries): Promise<void> {
  await schema.alterTable('keys').addColumn('scopes', 'text').execute()
}
