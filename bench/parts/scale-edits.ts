import type { Place } from '../suite/place.ts'
import { type Populated, QUIET_SHARE_OF_MANY } from '../suite/populated.ts'
import { callees, drawn } from '../suite/population.ts'
import { cpuBetween, cpuTime, settled } from '../suite/process-usage.ts'
import type { ScaleFigure } from '../suite/scale-figure.ts'
import { median } from '../suite/statistics.ts'
import { called } from './scale-calls.ts'

type Both = readonly [small: Populated, large: Populated]

const CALLS = 100

/** What an administrator edits; each time another one. */
const EDITS: Readonly<Record<string, (side: Populated, time: number) => Promise<unknown>>> = {
  nothing: async () => {},
  'an agent': ({ gateway, people }, time) =>
    gateway.asAdmin('PATCH', `/v1/agents/${random(people.agents).id}`, { description: `Edited ${time} times.` }),
  'a key': ({ gateway, people }, time) =>
    gateway.asAdmin('POST', '/key/update', { key: random(people.keys).hash, metadata: { edited: time } }),
  'a team': ({ gateway, people }, time) =>
    gateway.asAdmin('POST', '/team/update', { team_id: random(people.teams).id, metadata: { edited: time } }),
  'an access group': ({ gateway, people }, time) =>
    gateway.asAdmin('PUT', `/v1/access_group/${random(people.groups.slice(1)).id}`, {
      description: `Edited ${time} times.`,
    }),
}

function random<Item>(items: readonly Item[]): Item {
  const [item] = drawn(items, 1)
  if (item === undefined) throw new TypeError('There is nothing to edit.')
  return item
}

/** What an edit costs with the calls and the page of agents that follow it: what it makes the gateway do anew is in there. */
export async function editFigures(place: Place, both: Both, quick: boolean): Promise<ScaleFigure[]> {
  const figures: ScaleFigure[] = []
  const warm = new Map(both.map((side) => [side, callees(side.people, CALLS)]))
  for (const side of both) await called(place, side, { callees: warm.get(side) ?? [], once: true })
  for (const [what, edit] of Object.entries(EDITS)) {
    const taken = new Map(both.map((side) => [side, [] as number[]]))
    for (let time = 0; time < (quick ? 1 : 3); time++) {
      for (const side of time % 2 === 0 ? both : both.toReversed()) {
        await settled(side.gateway.pid, QUIET_SHARE_OF_MANY)
        const before = cpuTime(side.gateway.pid)
        await edit(side, time)
        await called(place, side, { callees: warm.get(side) ?? [], once: true, connections: 4 })
        await side.gateway.asAdmin('GET', '/v1/hub?limit=1')
        await settled(side.gateway.pid, QUIET_SHARE_OF_MANY)
        taken.get(side)?.push(cpuBetween(before, cpuTime(side.gateway.pid)).mainThread / 1_000)
      }
    }
    const [small = 0, large = 0] = both.map((side) => median(taken.get(side) ?? []))
    const name = `main thread: edit of ${what}, ${CALLS} calls and a page of the hub`
    figures.push({ what: name, unit: 'ms', small, large, flat: true })
  }
  return figures
}
