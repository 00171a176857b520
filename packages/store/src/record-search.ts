/** In SQLite, PostgreSQL and here alike: only the letters of ASCII. */
export const lowerAscii = (text: string) => text.replace(/[A-Z]/g, (letter) => letter.toLowerCase())

/** How a text may stand within content, which is JSON as it came: as it is, or in ASCII, as Python writes it. In small letters. */
export function searchForms(text: string): readonly string[] {
  const plain = lowerAscii(JSON.stringify(text).slice(1, -1))
  const ascii = plain.replace(/[^\0-\x7f]/g, (unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`)
  return plain === ascii ? [plain] : [plain, ascii]
}

/** `like` pattern of what has the text anywhere; `!` escapes. */
export const anywhere = (text: string) => `%${text.replace(/[!%_]/g, '!$&')}%`

/** Whether JSON text has one of the forms. */
export function hasForm(content: string | undefined, forms: readonly string[]): boolean {
  if (content === undefined) return false
  const lower = lowerAscii(content)
  return forms.some((form) => lower.includes(form))
}

/** Whether an error message, which is no JSON, has the text. */
export const hasText = (message: string | undefined, text: string) =>
  message !== undefined && lowerAscii(message).includes(lowerAscii(text))
