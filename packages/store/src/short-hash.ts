/**
 * A number below 2^48 that stands for a text in an index, exact as a JavaScript number and as `bigint`. Texts may share
 * one: whoever looks by it compares the text as well. Cheap rather than strong (two of FNV's kind): it guards nothing.
 */
export function shortHash(text: string): number {
  let low = 0x811c9dc5
  let high = 0x9747b28c
  for (let at = 0; at < text.length; at++) {
    const code = text.charCodeAt(at)
    low = Math.imul(low ^ code, 0x01000193)
    high = Math.imul(high ^ code, 0x5bd1e995)
  }
  return (high >>> 16) * 2 ** 32 + (low >>> 0)
}
