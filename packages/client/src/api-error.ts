/** An answer of the gateway that says what was wrong, where, and what to do. */
export class ApiError extends Error {
  override readonly name = 'ApiError'
  readonly status: number
  /** Such as `NOT_FOUND`; `UNKNOWN` where something between here and the gateway answered in its place. */
  readonly code: string
  /** The member or parameter that was wrong. */
  readonly param: string | undefined
  /** Seconds after which it may be tried again. */
  readonly retryAfter: number | undefined
  /** Under which the gateway's log has the details. */
  readonly requestId: string | undefined

  constructor(response: Response, body: unknown) {
    const { code, message, param } = memberOf(body, 'error') ?? {}
    super(typeof message === 'string' ? message : `The gateway answered ${response.status} without saying why.`)
    this.status = response.status
    this.code = typeof code === 'string' ? code : 'UNKNOWN'
    this.param = typeof param === 'string' ? param : undefined
    const seconds = Number(response.headers.get('retry-after') ?? Number.NaN)
    this.retryAfter = Number.isFinite(seconds) ? seconds : undefined
    this.requestId = response.headers.get('x-request-id') ?? undefined
  }
}

function memberOf(value: unknown, name: string): Readonly<Record<string, unknown>> | undefined {
  const member: unknown = typeof value === 'object' && value !== null ? Reflect.get(value, name) : undefined
  return typeof member === 'object' && member !== null ? Object.fromEntries(Object.entries(member)) : undefined
}
