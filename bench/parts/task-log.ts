import { setTimeout as pause } from 'node:timers/promises'
import { GatewayProcess } from '../suite/gateway.ts'
import type { Place } from '../suite/place.ts'
import { cpuBetween, cpuTime, settled } from '../suite/process-usage.ts'
import { median } from '../suite/statistics.ts'
import { table } from '../suite/table.ts'
import { atMost, TARGETS, type Verdict } from '../suite/target.ts'
import { readStream } from '../wire/read-stream.ts'
import { requestHeaders } from '../wire/request.ts'

const SHORT = 400
const LONG = 4_000
/** The built-in demo agent is made of a runner: its tasks are the gateway's, with the log of every event. */
const AGENT = { name: 'hello', adapter: 'hello' }

/** One length of stream, measured once. All figures are for one chunk, in microseconds. */
interface Sample {
  readonly cpu: number
  readonly mainThread: number
  readonly time: number
}

/** What a chunk costs in a stream of 400 and in one of 4,000, by turns in one run: cost that is linear is the same in both. */
export async function taskLog(place: Place, rounds: number): Promise<{ report: string; verdicts: Verdict[] }> {
  const gateway = await GatewayProcess.start(place.folder(), { agents: [AGENT], built: place.built })
  try {
    const key = await gateway.createKey([AGENT.name])
    const stream = (chunks: number) => countTo(`${gateway.url}/a2a/${AGENT.name}`, key, chunks)
    // The same number of chunks for either length.
    const sample = async (chunks: number): Promise<Sample> => {
      await settled(gateway.pid)
      const before = cpuTime(gateway.pid)
      let time = 0
      for (let streams = LONG / chunks; streams > 0; streams -= 1) time += await stream(chunks)
      // What is written behind the stream belongs to it.
      await pause(300)
      await settled(gateway.pid)
      const cpu = cpuBetween(before, cpuTime(gateway.pid))
      return { cpu: cpu.process / LONG, mainThread: cpu.mainThread / LONG, time: (time * 1_000) / LONG }
    }
    for (const chunks of [SHORT, LONG]) await sample(chunks)
    const pairs: [short: Sample, long: Sample][] = []
    for (let round = 0; round < rounds; round += 1) {
      const longFirst = round % 2 === 1 ? await sample(LONG) : undefined
      const short = await sample(SHORT)
      pairs.push([short, longFirst ?? (await sample(LONG))])
    }
    return reportOf(pairs)
  } finally {
    await gateway.stop()
  }
}

function reportOf(pairs: readonly (readonly [Sample, Sample])[]) {
  const of = (side: 0 | 1, what: keyof Sample) => median(pairs.map((pair) => pair[side][what]))
  const ratio = (what: keyof Sample) => median(pairs.map(([short, long]) => long[what] / short[what]))
  const row = (name: string, what: keyof Sample) => [
    name,
    `${of(0, what).toFixed(1)} µs`,
    `${of(1, what).toFixed(1)} µs`,
    ratio(what).toFixed(2),
  ]
  const rows = [
    ['per chunk', `${SHORT} chunks`, `${LONG} chunks`, 'ratio'],
    row('CPU, whole process', 'cpu'),
    row('CPU, main thread', 'mainThread'),
    row('time', 'time'),
  ]
  const report = `task log: a stream of a runner's task, written and streamed (${pairs.length} pairs)\n${table(rows)}`
  const verdicts = [atMost('task log: CPU per chunk, 4,000 to 400', ratio('cpu'), TARGETS.chunkRatio, '')]
  return { report, verdicts }
}

/** Streams one count, checks every event of it, and answers how many milliseconds it took. */
async function countTo(url: string, key: string, chunks: number): Promise<number> {
  const startedAt = performance.now()
  const answer = await fetch(url, {
    method: 'POST',
    headers: { ...requestHeaders('1.0', true), authorization: `Bearer ${key}` },
    body: JSON.stringify({
      jsonrpc: '2.0',
      id: 1,
      method: 'SendStreamingMessage',
      params: {
        message: { messageId: crypto.randomUUID(), role: 'ROLE_USER', parts: [{ text: `count to ${chunks} fast` }] },
      },
    }),
  })
  await readStream(answer, chunks)
  return performance.now() - startedAt
}
