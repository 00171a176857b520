const CLOCK = new Intl.DateTimeFormat('en-GB', { timeStyle: 'medium' })
const WHOLE = new Intl.DateTimeFormat('en-GB', { dateStyle: 'medium', timeStyle: 'long' })
const DAY = new Intl.DateTimeFormat('en-GB', { month: 'short', day: 'numeric' })

/** `12:03:11` of today, `25 Nov 12:03:11` of other days, in the reader's time zone. */
export function clockTime(iso: string, now: Date = new Date()): string {
  const time = new Date(iso)
  const clock = CLOCK.format(time)
  return time.toDateString() === now.toDateString() ? clock : `${DAY.format(time)} ${clock}`
}

/** The whole of it, with the time zone, for what shows on hover. */
export const exactTime = (iso: string): string => WHOLE.format(new Date(iso))
