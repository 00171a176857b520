import { hash } from 'node:crypto'

/** Of 48 bits, so that it is exact as a JavaScript number and as `bigint`. */
const HEX_DIGITS = 12

/**
 * A number that stands for an agent and an owner scope, to keep index entries short. Two pairs may share one: whoever
 * looks by it compares the pair itself as well.
 */
export function placeOf(agentId: string, ownerScope: string): number {
  return Number.parseInt(hash('sha256', `${agentId}\n${ownerScope}`, 'hex').slice(0, HEX_DIGITS), 16)
}
