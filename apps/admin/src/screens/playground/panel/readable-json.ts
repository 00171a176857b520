import { count } from '../../../format/count.ts'

const LONGEST = 2_000
const KEPT = 200

/** JSON over several lines. Texts that nobody reads to their end, such as files, are cut, with their length. */
export const readableJson = (json: unknown): string =>
  JSON.stringify(
    json,
    (_name, value: unknown) =>
      typeof value === 'string' && value.length > LONGEST
        ? `${value.slice(0, KEPT)}… (${count(value.length)} characters)`
        : value,
    2,
  )
