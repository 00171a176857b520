import type { Part } from './protocol.ts'

/** Roughly how many characters the content of parts takes: what grows with what an agent sends. */
export function contentSize(parts: readonly Part[]): number {
  let size = 0
  for (const { text, raw, url, data } of parts) {
    size += (text ?? raw ?? url)?.length ?? JSON.stringify(data)?.length ?? 0
  }
  return size
}
