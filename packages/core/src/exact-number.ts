/** What TypeScript does not declare yet of "JSON.parse source text access" (Node 22 and newer have it). */
declare global {
  interface JSON {
    rawJSON(text: string): unknown
    isRawJSON(value: unknown): boolean
    parse(
      text: string,
      reviver: (member: string, value: unknown, context: { readonly source?: string }) => unknown,
    ): unknown
  }
}

/** A reviver for `JSON.parse`: numbers that a double cannot hold become what `JSON.stringify` writes as it was read. */
export function keepNumber(_member: string, value: unknown, context: { readonly source?: string }): unknown {
  const source = context.source
  if (typeof value !== 'number' || source === undefined) return value
  const text = String(value)
  return text === source || sameDecimal(text, source) ? value : JSON.rawJSON(source)
}

/** Whether a value is such a number: to look at it is an object. */
export function isRawNumber(value: unknown): boolean {
  return JSON.isRawJSON(value)
}

function sameDecimal(left: string, right: string): boolean {
  return canonicalDecimal(left) === canonicalDecimal(right)
}

/** Significant digits and exponent: `1.50e3` and `1500` are both `15e2`. */
function canonicalDecimal(text: string): string {
  const [, sign = '', whole = '', fraction = '', exponent = '0'] =
    /^(-?)(\d+)(?:\.(\d+))?(?:[eE]([+-]?\d+))?$/.exec(text) ?? []
  const digits = (whole + fraction).replace(/^0+/, '')
  const significant = digits.replace(/0+$/, '')
  if (significant === '') return whole === '' ? text : '0'
  return `${sign}${significant}e${Number(exponent) - fraction.length + digits.length - significant.length}`
}
