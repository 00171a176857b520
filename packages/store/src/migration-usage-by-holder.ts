import type { Queries } from './schema.ts'

/** What somebody has spent in all is found without reading every day of everybody. */
export async function usageByHolder({ schema }: Queries): Promise<void> {
  for (const holder of ['agent', 'key', 'team', 'user']) {
    await schema.createIndex(`daily_usage_by_${holder}`).on('daily_usage').column(`${holder}_id`).execute()
  }
}
