/** The present time as ISO 8601 text. Many calls are answered within a millisecond: its text is made once. */
export function createIsoClock(): () => string {
  let at = Number.NaN
  let text = ''
  return () => {
    const now = Date.now()
    if (now !== at) {
      at = now
      text = new Date(now).toISOString()
    }
    return text
  }
}
