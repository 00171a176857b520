import type { Change } from '@gateway/core'
import type { Queries } from './schema.ts'

/** So many fit into one statement of every database. */
const AT_ONCE = 500

/** Gives an entry the labels that it has not got, and takes away those that it has no more. */
export async function putLabels(
  write: Queries,
  kind: Change['kind'],
  id: string,
  { before, after }: { readonly before: readonly string[]; readonly after: readonly string[] },
): Promise<void> {
  const [had, has] = [new Set(before), new Set(after)]
  for (const labels of chunks(before.filter((label) => !has.has(label)))) {
    await write
      .deleteFrom('entry_labels')
      .where('kind', '=', kind)
      .where('label', 'in', labels)
      .where('id', '=', id)
      .execute()
  }
  for (const labels of chunks(after.filter((label) => !had.has(label)))) {
    await write
      .insertInto('entry_labels')
      .values(labels.map((label) => ({ kind, label, id })))
      .onConflict((conflict) => conflict.doNothing())
      .execute()
  }
}

function* chunks(labels: readonly string[]): Generator<readonly string[]> {
  for (let start = 0; start < labels.length; start += AT_ONCE) yield labels.slice(start, start + AT_ONCE)
}
