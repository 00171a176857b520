/** The text, cut at a limit of characters and never within a surrogate pair. */
export function clipText(text: string | undefined, limit: number): { text: string; clipped: boolean } | undefined {
  if (text === undefined) return undefined
  if (text.length <= limit) return { text, clipped: false }
  const last = text.charCodeAt(limit - 1)
  const end = last >= 0xd800 && last <= 0xdbff ? limit - 1 : limit
  return { text: text.slice(0, end), clipped: true }
}
