import type { Queries } from './schema.ts'

/** How much keys may ask for in a minute and at once. */
export async function keyLimits({ schema }: Queries): Promise<void> {
  await schema.alterTable('keys').addColumn('limits', 'text').execute()
}
