import { setTimeout as pause } from 'node:timers/promises'
import { z } from 'zod'
import { GatewayProcess } from '../suite/gateway.ts'
import { agentName, type Place } from '../suite/place.ts'
import { memory } from '../suite/process-usage.ts'
import { table } from '../suite/table.ts'

const STREAMS = 1_000
const SETTLE_MS = 4_000
const openCount = z.object({ open: z.number() })

/** Memory while a thousand streams are open, again and again: what is not given back would add up. */
export async function openStreamsReport(place: Place, rounds: number): Promise<string> {
  const gateway = await GatewayProcess.start(place.folder(), place)
  try {
    const agent = agentName('hold', '1.0')
    const key = await gateway.createKey([agent])
    const rows = [['', 'before', 'open', 'per stream', 'left', 'upstream streams left after']]
    const sides = [
      { name: 'yardstick', pid: place.yardstick.pid, url: place.yardstick.url },
      { name: 'gateway', pid: gateway.pid, url: gateway.url },
    ]
    for (const { name, pid, url } of sides) {
      const target = { origin: url, path: `/a2a/${agent}`, key, version: '1.0' as const }
      // Code is compiled and pools are made by the first calls: they are not what a stream takes.
      await place.load.run({ kind: 'hold', target, streams: STREAMS })
      await place.load.run({ kind: 'leave' })
      await pause(SETTLE_MS / 2)
      for (let round = 1; round <= rounds; round++) {
        const before = memory(pid)
        await place.load.run({ kind: 'hold', target, streams: STREAMS })
        await pause(SETTLE_MS)
        const open = memory(pid)
        const leftAfter = await leave(place)
        await pause(SETTLE_MS)
        const perStream = `${(((open - before) / STREAMS) * 1024).toFixed(1)} KiB`
        rows.push([`${name}, round ${round}`, mib(before), mib(open), perStream, mib(memory(pid)), leftAfter])
      }
    }
    return `memory (RSS) with ${STREAMS} open streams\n${table(rows)}`
  } finally {
    await gateway.stop()
  }
}

/** All callers leave at once; how long until the agent behind has been let go of by each. */
async function leave(place: Place): Promise<string> {
  const leftAt = performance.now()
  await place.load.run({ kind: 'leave' })
  for (;;) {
    const answer = await fetch(`${place.upstream.url}/open`)
    const { open } = openCount.parse(await answer.json())
    const passed = performance.now() - leftAt
    if (open === 0) return `${passed.toFixed(0)} ms`
    if (passed > 10_000) return `${open} STILL OPEN`
    await pause(10)
  }
}

const mib = (value: number) => `${value.toFixed(1)} MiB`
