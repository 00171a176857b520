import { sql } from 'kysely'
import type { DatabaseKind } from './migrations.ts'
import type { Queries } from './schema.ts'

/** What calls took and cost, as columns that can be summed. Records from before are filled in. */
export async function recordUsage(database: Queries, kind: DatabaseKind): Promise<void> {
  const text = kind === 'postgres' ? sql`text collate "C"` : sql`text`
  const whole = kind === 'postgres' ? sql`bigint` : sql`integer`
  const dollars = kind === 'postgres' ? sql`double precision` : sql`real`
  const table = () => database.schema.alterTable('records')
  await table().addColumn('model', text).execute()
  await table().addColumn('input_tokens', whole).execute()
  await table().addColumn('output_tokens', whole).execute()
  await table().addColumn('total_tokens', whole).execute()
  await table().addColumn('estimated', 'integer').execute()
  await table().addColumn('cost', dollars).execute()
  // Content of calls may have escapes of NUL and of half characters, which PostgreSQL refuses to read, wherever they stand.
  const escapes = String.raw`(?<!\\)((?:\\\\)*)\\u(?:0000|[dD][89a-fA-F][0-9a-fA-F]{2})`
  const readable = sql`regexp_replace(record, ${sql.lit(escapes)}, ${sql.lit(String.raw`\1\\ufffd`)}, 'g')::json`
  const member = (...path: readonly string[]) =>
    kind === 'postgres'
      ? sql`(${readable} #>> ${sql.lit(`{${path.join(',')}}`)})`
      : sql`json_extract(record, ${sql.lit(`$.${path.join('.')}`)})`
  const tokens = (name: string) =>
    kind === 'postgres'
      ? sql`round(${member('usage', name)}::numeric)::bigint`
      : sql`cast(round(${member('usage', name)}) as integer)`
  const price = kind === 'postgres' ? sql`${member('cost')}::double precision` : member('cost')
  const [input, output] = [tokens('inputTokens'), tokens('outputTokens')]
  await sql`update records set
    model = ${member('usage', 'model')},
    input_tokens = ${input},
    output_tokens = ${output},
    total_tokens = coalesce(${tokens('totalTokens')}, ${input} + ${output}, ${input}, ${output}),
    cost = ${price}
    where record like '%"usage":{%' or record like '%"cost":%'`.execute(database)
}
