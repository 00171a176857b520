export interface RefusalBoundOptions {
  /** Of one key, and of all. */
  readonly each: number
  readonly all: number
  /** The time in which they count. */
  readonly milliseconds: number
  /** Milliseconds of a clock that only goes forward. Default: the process's. */
  readonly clock?: () => number
}

/** Whether one more of somebody's refusals is written down. Every `milliseconds` counting begins anew. */
export function createRefusalBound({
  each,
  all,
  milliseconds,
  clock = () => performance.now(),
}: RefusalBoundOptions): (keyId: string) => boolean {
  let counts = new Map<string, number>()
  let total = 0
  let until = 0
  return (keyId) => {
    const now = clock()
    if (now >= until) {
      counts = new Map()
      total = 0
      until = now + milliseconds
    }
    const count = counts.get(keyId) ?? 0
    if (total >= all || count >= each) return false
    counts.set(keyId, count + 1)
    total += 1
    return true
  }
}
