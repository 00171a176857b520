import { setTimeout as pause } from 'node:timers/promises'
import { GatewayProcess } from '../suite/gateway.ts'
import { agentName, type Place } from '../suite/place.ts'
import { cpuTime } from '../suite/process-usage.ts'
import { median } from '../suite/statistics.ts'
import { atMost, TARGETS, type Verdict } from '../suite/target.ts'
import type { Target } from '../wire/job.ts'
import { requestBody, requestHeaders } from '../wire/request.ts'

/** From `node` on the built gateway with a database that holds a key and records, to the answer to a first call. */
export async function startUp(place: Place, starts: number, folder = place.folder()) {
  const agent = agentName('burst', '1.0')
  const gateway = await GatewayProcess.start(folder, place)
  let key: string
  try {
    key = await gateway.createKey([agent])
    const target: Target = { origin: gateway.url, path: `/a2a/${agent}`, key, version: '1.0' }
    await place.load.run({ kind: 'calls', target, streaming: false, connections: 8, seconds: 1 })
  } finally {
    await gateway.stop()
  }
  const times: number[] = []
  const cpu: number[] = []
  for (let start = 0; start < starts; start++) {
    const again = await GatewayProcess.spawn(folder, place)
    try {
      await firstAnswer(`${again.url}/a2a/${agent}`, key)
      times.push(performance.now() - again.startedAt)
      cpu.push(cpuTime(again.pid).process / 1000)
    } finally {
      await again.stop()
    }
  }
  const report =
    `start-up: from the start of node to the answer to a first call, with an existing database\n` +
    `  median ${median(times).toFixed(0)} ms of ${starts} starts (${times.map((time) => time.toFixed(0)).join(' ')}), ` +
    `CPU until then ${median(cpu).toFixed(0)} ms\n`
  const verdicts: Verdict[] = [atMost('start-up', median(times), TARGETS.startMs, 'ms')]
  return { report, verdicts }
}

async function firstAnswer(url: string, key: string): Promise<void> {
  for (;;) {
    const answer = await fetch(url, {
      method: 'POST',
      headers: { ...requestHeaders('1.0', false), authorization: `Bearer ${key}` },
      body: requestBody('1.0', false, '1', crypto.randomUUID()),
    }).catch(() => undefined)
    if (answer !== undefined) {
      const text = await answer.text()
      if (answer.ok && text.includes('TASK_STATE_COMPLETED')) return
      throw new Error(`The first answer was HTTP ${answer.status}: ${text}`)
    }
    await pause(5)
  }
}
