/**
 * PostgreSQL takes no NUL in text, and neither database a lone surrogate. Callers name contexts and tasks, so such
 * characters do come: each is written as U+0010 and its four hex digits (as is U+0010 itself), and read back as it was.
 * No two texts are written the same, so comparisons hold.
 */
const MARK = '\u0010'
const UNWRITABLE = new RegExp(
  `[\\0${MARK}]|[\\ud800-\\udbff](?![\\udc00-\\udfff])|(?<![\\ud800-\\udbff])[\\udc00-\\udfff]`,
  'g',
)
const WRITTEN = new RegExp(`${MARK}([0-9a-f]{4})`, 'g')

/** How a text is written to the database. */
export function toStoredText(text: string): string {
  if (text.isWellFormed() && !text.includes('\0') && !text.includes(MARK)) return text
  return text.replace(UNWRITABLE, (character) => MARK + character.charCodeAt(0).toString(16).padStart(4, '0'))
}

/** The text that was written. */
export function fromStoredText(text: string): string {
  if (!text.includes(MARK)) return text
  return text.replace(WRITTEN, (_, code: string) => String.fromCharCode(Number.parseInt(code, 16)))
}

/** `toStoredText` for a parameter of a query. */
export function toStoredValue<Value>(value: Value): Value | string {
  return typeof value === 'string' ? toStoredText(value) : value
}

/** `fromStoredText` for every text of the rows, in place. */
export function readStoredRows(rows: readonly Record<string, unknown>[]): void {
  for (const row of rows) {
    for (const name in row) {
      const value = row[name]
      if (typeof value === 'string' && value.includes(MARK)) row[name] = fromStoredText(value)
    }
  }
}
