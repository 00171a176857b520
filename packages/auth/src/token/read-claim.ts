/** What an issuer says of somebody. */
export type Claims = Readonly<Record<string, unknown>>

const isObject = (value: unknown): value is Claims =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

/** What a claim holds: that of the whole name (`https://example.com/roles`), else of the path that its dots make. */
export function readClaim(claims: unknown, name: string): unknown {
  if (!isObject(claims)) return undefined
  if (Object.hasOwn(claims, name)) return claims[name]
  for (let dot = name.indexOf('.'); dot !== -1; dot = name.indexOf('.', dot + 1)) {
    const member = name.slice(0, dot)
    const value = Object.hasOwn(claims, member) ? readClaim(claims[member], name.slice(dot + 1)) : undefined
    if (value !== undefined) return value
  }
  return undefined
}

const text = (value: unknown): string | undefined => {
  const written = typeof value === 'number' && Number.isSafeInteger(value) ? String(value) : value
  return typeof written === 'string' && written !== '' ? written : undefined
}

/** A claim of one value: a text, or a whole number as text. */
export function textClaim(claims: Claims, name: string): string | undefined {
  return text(readClaim(claims, name))
}

/** OAuth writes these as words with spaces between (RFC 8693 §4.2); of any other claim a space belongs to the value. */
const OF_WORDS: ReadonlySet<string> = new Set(['scope', 'scp'])

/** A claim of any number of values, each once. */
export function listClaim(claims: Claims, name: string): readonly string[] {
  const value = readClaim(claims, name)
  const values = Array.isArray(value) ? value.flatMap((each) => text(each) ?? []) : [text(value) ?? []].flat()
  const words = OF_WORDS.has(name) ? values.flatMap((each) => each.split(' ').filter((word) => word !== '')) : values
  return [...new Set(words)]
}
