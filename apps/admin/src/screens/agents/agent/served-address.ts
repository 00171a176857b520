import type { Agent } from '../agents-query.ts'

/** Where callers reach the agent, as its card says. */
export const servedAddress = ({ agent_card_params: { url }, agent_name: name }: Agent): string =>
  typeof url === 'string' ? url : new URL(`/a2a/${encodeURIComponent(name)}`, window.location.origin).href
