import { hash } from 'node:crypto'
import { LRUCache } from 'lru-cache'

/** Of 48 bits, so that it is exact as a JavaScript number and as `bigint`. */
const HEX_DIGITS = 12

/**
 * Numbers that stand for an agent and an owner scope, to keep index entries short. Two pairs may share one: whoever
 * looks by it compares the pair itself as well. The latest are kept at hand: most tasks are of the same few pairs.
 */
export function createPlaces(): (agentId: string, ownerScope: string) => number {
  const known = new LRUCache<string, number>({ max: 1_000 })
  return (agentId, ownerScope) => {
    const pair = `${agentId}\n${ownerScope}`
    const place = known.get(pair)
    if (place !== undefined) return place
    const made = Number.parseInt(hash('sha256', pair, 'hex').slice(0, HEX_DIGITS), 16)
    known.set(pair, made)
    return made
  }
}
