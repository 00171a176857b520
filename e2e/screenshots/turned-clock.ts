/** The clock of this process, which can be turned, so that the calls of a day are made within a minute. */
export interface TurnedClock {
  /** Shows another time from now on; it goes on from there. */
  turnTo(milliseconds: number): void
  /** Shows the time again. */
  right(): void
}

/** Puts a clock that can be turned in the place of `Date`. Timers and `performance` go on as they are. */
export function turnClock(): TurnedClock {
  const RightDate = Date
  let ahead = 0
  const now = () => RightDate.now() + ahead
  globalThis.Date = new Proxy(RightDate, {
    construct: (target, given, made) => Reflect.construct(target, given.length === 0 ? [now()] : given, made),
    get: (target, name, receiver) => (name === 'now' ? now : Reflect.get(target, name, receiver)),
  })
  return {
    turnTo(milliseconds) {
      ahead = milliseconds - RightDate.now()
    },
    right() {
      ahead = 0
    },
  }
}
