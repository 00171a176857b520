type Cell = string | number | null

/**
 * A table as CSV (RFC 4180). Agents and callers choose some of the texts: one that a spreadsheet would take for a formula
 * gets an apostrophe in front.
 */
export const csvOf = (columns: readonly string[], rows: readonly (readonly Cell[])[]): string =>
  csvLines([columns, ...rows])

/** Rows of such a table, to be written after its others. */
export const csvLines = (rows: readonly (readonly Cell[])[]): string =>
  rows.map((row) => `${row.map(cellOf).join(',')}\r\n`).join('')

function cellOf(cell: Cell): string {
  if (cell === null) return ''
  if (typeof cell === 'number') return String(cell)
  const text = /^[=+\-@\t\r]/.test(cell) ? `'${cell}` : cell
  return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text
}
