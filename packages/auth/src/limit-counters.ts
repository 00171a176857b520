/** What has been counted under a name in its minute, which begins with the first that is counted. */
export interface Counted {
  readonly count: number
  /** Milliseconds until the minute is over. */
  readonly resetMs: number
  /** The part of a limit that this gateway may give by itself: 1, or less where others cannot be asked what they gave. */
  readonly share: number
}

/** Counts what is limited. Names are any text. Nothing here rejects: what cannot be counted together is counted alone. */
export interface LimitCounters extends AsyncDisposable {
  /** Counts `amount` more, or less where it is negative. */
  add(name: string, amount: number): Promise<Counted>
  read(name: string): Promise<Counted>
  /** Takes one of `limit` places; `false` when all are taken. */
  takePlace(name: string, limit: number): Promise<boolean>
  /** Gives a place back that was taken. */
  returnPlace(name: string): void
  /** Whether what all gateways share answers now. Absent where each counts by itself. */
  answers?(): boolean
}

/** How much of a limit a share of it is. Every gateway may give something. */
export function shareOf(limit: number, share: number): number {
  return share === 1 ? limit : Math.max(1, Math.floor(limit * share))
}
