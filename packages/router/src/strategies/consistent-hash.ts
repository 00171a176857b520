import type { Candidate, Strategy } from '../strategy.ts'
import { weightedDraw } from './weighted-draw.ts'

/**
 * The same conversation to the same upstream, in every replica and after a restart, with nothing remembered: each
 * upstream draws a number from the conversation and its own name, the best draw for its weight wins (weighted rendezvous
 * hashing). When one is gone, only its own conversations move. A call without a conversation goes to any of them.
 */
export function consistentHash(): Strategy {
  const draw = weightedDraw()
  const names = new WeakMap<Candidate, number>()
  return (candidates, { contextId }, random) => {
    if (contextId === undefined) return candidates[draw(candidates, random)]
    const key = hashOf(contextId)
    let best: Candidate | undefined
    let most = Number.NEGATIVE_INFINITY
    for (const candidate of candidates) {
      let name = names.get(candidate)
      if (name === undefined) {
        name = hashOf(candidate.name)
        names.set(candidate, name)
      }
      const drawn = (mix(name ^ key) + 0.5) / 2 ** 32
      const score = candidate.weight / -Math.log(drawn)
      if (score > most) {
        most = score
        best = candidate
      }
    }
    return best
  }
}

/** FNV-1a over UTF-16, mixed: not for secrets, only for spreading. */
function hashOf(text: string): number {
  let hash = 0x811c9dc5
  for (let index = 0; index < text.length; index++) hash = Math.imul(hash ^ text.charCodeAt(index), 0x01000193)
  return mix(hash)
}

/** The finalizer of MurmurHash3: every bit of the input changes half of the output's. */
function mix(value: number): number {
  let hash = value
  hash = Math.imul(hash ^ (hash >>> 16), 0x85ebca6b)
  hash = Math.imul(hash ^ (hash >>> 13), 0xc2b2ae35)
  return (hash ^ (hash >>> 16)) >>> 0
}
