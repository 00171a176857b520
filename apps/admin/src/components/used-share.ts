import type { State } from './state-label.tsx'

const NEARLY = 0.8

/** How near something is to what is allowed: nearly used up from 80 % on. */
export function shareState(used: number, allowed: number): State {
  if (used >= allowed) return 'down'
  return used >= allowed * NEARLY ? 'degraded' : 'healthy'
}
