/** What ids of records that were made at a time, or later, are not below: they are UUIDv7, made when their call ends. */
export function firstIdAt(time: string): string {
  const milliseconds = Math.max(0, new Date(time).getTime())
  // What is no time finds nothing.
  if (Number.isNaN(milliseconds)) return '~'
  const hex = milliseconds.toString(16).padStart(12, '0')
  return `${hex.slice(0, 8)}-${hex.slice(8)}-`
}

/** When a record was made, in milliseconds since the epoch. */
export const madeAt = (id: string) => Number.parseInt(id.slice(0, 8) + id.slice(9, 13), 16)
