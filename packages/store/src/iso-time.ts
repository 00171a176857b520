/** A time as it is stored, UTC with milliseconds, so that comparing texts compares times. What is no time stays as it is. */
export function isoTime(text: string): string {
  const time = new Date(text)
  return Number.isNaN(time.getTime()) ? text : time.toISOString()
}
