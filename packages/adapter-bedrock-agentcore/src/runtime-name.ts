/** Which runtime is called, and where it is. */
export interface RuntimeName {
  /** The ARN or the id, as the service takes it. */
  readonly runtime: string
  /** Only with an id: an ARN has it. */
  readonly accountId?: string
  readonly region: string
}

const ARN =
  /^arn:aws[a-z-]*:bedrock-agentcore:([a-z]{2}[a-z-]*-\d):\d{12}:(?:runtime|agent)\/[A-Za-z][A-Za-z0-9_-]{0,127}$/
const ID = /^[A-Za-z][A-Za-z0-9_]{0,99}-[A-Za-z0-9]{10}$/

/** The region of a runtime's ARN; `undefined` for anything else. */
export function regionOfArn(runtime: string): string | undefined {
  return ARN.exec(runtime)?.[1]
}

/** Whether this is the id of a runtime: its name and ten characters that the service made up. */
export function isRuntimeId(runtime: string): boolean {
  return ID.test(runtime)
}

/** Takes the settings apart that name a runtime; they have been checked. */
export function runtimeName(settings: {
  readonly runtime: string
  readonly accountId?: string | undefined
  readonly region?: string | undefined
}): RuntimeName {
  const { runtime, accountId } = settings
  const region = regionOfArn(runtime) ?? settings.region ?? ''
  return accountId === undefined ? { runtime, region } : { runtime, accountId, region }
}
