/** Milliseconds as people read them: `12 ms`, `1.24 s`, `3 min 5 s`. */
export function duration(milliseconds: number): string {
  if (milliseconds < 1_000) return `${Math.round(milliseconds)} ms`
  // What rounds up to a minute is one.
  if (milliseconds < 59_950) {
    const seconds = milliseconds / 1_000
    return `${seconds.toFixed(seconds < 9.995 ? 2 : 1)} s`
  }
  const seconds = Math.round(milliseconds / 1_000)
  const rest = seconds % 60
  return `${Math.floor(seconds / 60)} min${rest === 0 ? '' : ` ${rest} s`}`
}
