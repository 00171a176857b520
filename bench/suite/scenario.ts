import type { ProtocolVersion } from '../wire/protocol-version.ts'

/** One way of calling: which versions meet, which shape the answer has, how many callers there are. */
export interface Scenario {
  readonly caller: ProtocolVersion
  readonly upstream: ProtocolVersion
  readonly shape: 'unary' | 'burst' | 'single'
  readonly connections: number
  /** How long each caller pauses between its calls, in milliseconds. Without it none does, and the machine is at its limit. */
  readonly pauseMs?: number
  /** Its figures are held against the targets; others are told beside them. */
  readonly main: boolean
}

const NAMES = {
  unary: 'unary',
  burst: 'stream of 100 events, written at once',
  single: 'stream of 100 events, written one by one',
}

export function scenarioName({ caller, upstream, shape, connections, pauseMs }: Scenario): string {
  const callers = connections === 1 ? '1 connection' : `${connections} connections`
  const pauses = pauseMs === undefined ? '' : ` that pause for ${pauseMs} ms`
  return `${NAMES[shape]}, ${caller} → ${upstream}, ${callers}${pauses}`
}

/** The same versions at both ends are the main case. */
export function sameVersion(shape: Scenario['shape'], connections: readonly number[], version: ProtocolVersion) {
  return connections.map((count): Scenario => {
    return { caller: version, upstream: version, shape, connections: count, main: true }
  })
}

/** Callers that leave the machine time: what is added then is the gateway's own, and not the queue at its limit. */
export function unhurried(shape: Scenario['shape'], pauseMs: number): Scenario {
  return { caller: '1.0', upstream: '1.0', shape, connections: 32, pauseMs, main: true }
}

export function bridged(shape: Scenario['shape'], connections: readonly number[]): Scenario[] {
  return connections.flatMap((count): Scenario[] => [
    { caller: '0.3', upstream: '1.0', shape, connections: count, main: false },
    { caller: '1.0', upstream: '0.3', shape, connections: count, main: false },
  ])
}
