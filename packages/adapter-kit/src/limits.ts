/** How long and how large one exchange with an agent may be. Times are milliseconds; `0` means no limit. */
export interface Limits {
  /** Until the connection stands: name resolution, TCP and TLS. */
  readonly connectMs: number
  /** From the request to the first event of a stream, or to the beginning of a plain answer. */
  readonly firstEventMs: number
  /** Silence within a stream. Comments and parts of events count as life; time in which the reader holds the stream back does not count. */
  readonly idleMs: number
  /** The whole exchange, from the request to the last byte. */
  readonly totalMs: number
  /** Size of one event of a stream, in UTF-16 units of its decoded text: never stricter than bytes. */
  readonly eventBytes: number
  /** Size of a plain answer, in bytes after content decoding. */
  readonly bodyBytes: number
}

export const DEFAULT_LIMITS: Limits = {
  connectMs: 5_000,
  firstEventMs: 0,
  idleMs: 600_000,
  totalMs: 86_400_000,
  eventBytes: 10 * 1024 * 1024,
  bodyBytes: 10 * 1024 * 1024,
}

/** The limits as an operator writes them under `limits:` of an upstream. What is left out keeps its default. */
export interface LimitSettings {
  readonly connectSeconds?: number | undefined
  readonly firstEventSeconds?: number | undefined
  readonly idleSeconds?: number | undefined
  readonly totalSeconds?: number | undefined
  /** Bounds one event of a stream and a plain answer alike. */
  readonly eventBytes?: number | undefined
}

/** The setting that an error message names for each limit. */
export const LIMIT_SETTING: Readonly<Record<keyof Limits, keyof LimitSettings>> = {
  connectMs: 'connectSeconds',
  firstEventMs: 'firstEventSeconds',
  idleMs: 'idleSeconds',
  totalMs: 'totalSeconds',
  eventBytes: 'eventBytes',
  bodyBytes: 'eventBytes',
}

/** Reads an operator's settings into limits, defaults filled in. */
export function limitsFrom(settings: LimitSettings = {}): Limits {
  const milliseconds = (seconds: number | undefined, otherwise: number) =>
    seconds === undefined ? otherwise : Math.round(seconds * 1000)
  return {
    connectMs: milliseconds(settings.connectSeconds, DEFAULT_LIMITS.connectMs),
    firstEventMs: milliseconds(settings.firstEventSeconds, DEFAULT_LIMITS.firstEventMs),
    idleMs: milliseconds(settings.idleSeconds, DEFAULT_LIMITS.idleMs),
    totalMs: milliseconds(settings.totalSeconds, DEFAULT_LIMITS.totalMs),
    eventBytes: settings.eventBytes ?? DEFAULT_LIMITS.eventBytes,
    bodyBytes: settings.eventBytes ?? DEFAULT_LIMITS.bodyBytes,
  }
}
