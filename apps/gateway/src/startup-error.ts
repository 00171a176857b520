import { isGatewayError } from '@gateway/core'

/** Why the gateway cannot start: one line for its operator, with the remedy. */
export class StartupError extends Error {
  override readonly name = 'StartupError'
}

/** The line an operator reads when the start fails; `undefined` for what nobody foresaw. */
export function startupLine(error: unknown): string | undefined {
  if (error instanceof StartupError || isGatewayError(error)) return error.message.replace(/\s*\n\s*/g, ' ')
  return undefined
}
