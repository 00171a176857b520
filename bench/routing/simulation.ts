import { createCallContext } from '@gateway/core'
import { createRouter, type StrategyName } from '@gateway/router'
import { exponential, seededRandom } from './seeded-random.ts'
import { SimulatedUpstream } from './simulated-upstream.ts'
import { VirtualClock } from './virtual-clock.ts'

/** Of 200 upstreams, 180 are sound, 10 are eight times as slow and 10 refuse connections half of the time. */
const SOUND = 180
const SLOW = 10
const FLAPPING = 10
const WORKERS = 4
const MEAN_MS = 200
/** Share of what the sound ones can do that is asked of all of them. */
const LOAD = 0.7
const CONVERSATIONS = 20_000

export interface SimulationResult {
  readonly calls: number
  readonly failed: number
  /** Tries beyond the first, for each call. */
  readonly retries: number
  /** Milliseconds to the answer, sorted. */
  readonly latencies: readonly number[]
  /** Share of the calls that went to the slow ones; 5 % of the upstreams are slow. */
  readonly slowShare: number
  /** The most calls of a sound upstream, of their mean. */
  readonly most: number
}

/** The same traffic, drawn from the same seed, through a router with this strategy. */
export async function simulate(strategy: StrategyName, calls: number, seed: number): Promise<SimulationResult> {
  const clock = new VirtualClock()
  const random = seededRandom(seed)
  const make = (kind: string, count: number, meanMs: number, flapMs?: number) =>
    Array.from({ length: count }, (_, index) => {
      const options = { name: `${kind}-${index}`, workers: WORKERS, meanMs, ...(flapMs ? { flapMs } : {}) }
      return new SimulatedUpstream(options, clock, random)
    })
  const sound = make('sound', SOUND, MEAN_MS)
  const slow = make('slow', SLOW, 8 * MEAN_MS)
  const upstreams = [...sound, ...slow, ...make('flapping', FLAPPING, MEAN_MS, 2_000)]
  const router = createRouter({
    upstreams: upstreams.map(({ options, agent }, index) => ({
      name: options.name,
      agent,
      // Three prices, two ranks, and a rate that nobody reaches: what those strategies go by.
      cost: 1 + (index % 3),
      priority: index % 2,
      requestsPerMinute: 100_000,
      parallel: 3 * WORKERS,
    })),
    strategy,
    // In a time that jumps nobody waits for long.
    queue: calls,
    queueSeconds: 3_600,
    clock,
    random: seededRandom(seed + 1),
    // Where the strategy sends a conversation is what is looked at.
    affinity: { upstreamOf: () => undefined },
  })
  const latencies: number[] = []
  let failed = 0
  let attempts = 0
  const context = createCallContext({ observe: ({ type }) => (attempts += type === 'attempt' ? 1 : 0) })
  const call = async () => {
    const since = clock.now()
    const contextId = `context-${Math.floor(random() * CONVERSATIONS)}`
    const message = { messageId: 'm', role: 'ROLE_USER', contextId, parts: [] } as const
    try {
      await router.sendMessage({ message }, context)
      latencies.push(clock.now() - since)
    } catch {
      failed += 1
    }
  }
  const betweenMs = MEAN_MS / (SOUND * WORKERS * LOAD)
  let begun = 0
  const arrive = () => {
    void call()
    begun += 1
    if (begun < calls) clock.after(exponential(betweenMs, random), arrive)
  }
  arrive()
  await clock.run()
  const taken = sound.map((upstream) => upstream.taken)
  return {
    calls,
    failed,
    retries: (attempts - calls) / calls,
    latencies: latencies.sort((one, two) => one - two),
    slowShare: slow.reduce((sum, upstream) => sum + upstream.taken, 0) / calls,
    most: Math.max(...taken) / (taken.reduce((sum, count) => sum + count, 0) / SOUND),
  }
}
