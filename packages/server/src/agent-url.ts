import type { HttpExchange } from './http-exchange.ts'

/** The absolute address of an agent as its caller names it: never taken from the upstream's. */
export function agentUrl(
  exchange: Pick<HttpExchange, 'origin'>,
  idOrName: string,
  publicUrl: string | undefined,
): string {
  return `${publicUrl ?? exchange.origin}/a2a/${encodeURIComponent(idOrName)}`
}
