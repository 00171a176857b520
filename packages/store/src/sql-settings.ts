import type { SettingStore } from '@gateway/core'
import type { Database } from './database.ts'

export function sqlSettings({ queries }: Database): SettingStore {
  return {
    async get(name) {
      return (await queries.selectFrom('settings').select('value').where('name', '=', name).executeTakeFirst())?.value
    },
    async put(name, value) {
      await queries
        .insertInto('settings')
        .values({ name, value })
        .onConflict((conflict) => conflict.column('name').doUpdateSet({ value }))
        .execute()
    },
  }
}
