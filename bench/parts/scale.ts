import { startPostgres } from '../../packages/store/src/embedded-postgres.fixture.ts'
import type { Place } from '../suite/place.ts'
import { type Populated, populated, QUIET_SHARE_OF_MANY } from '../suite/populated.ts'
import type { PopulationSize } from '../suite/population.ts'
import { settled } from '../suite/process-usage.ts'
import { type ScaleFigure, scaleTable } from '../suite/scale-figure.ts'
import { atMost, TARGETS, type Verdict } from '../suite/target.ts'
import { callFigures } from './scale-calls.ts'
import { editFigures } from './scale-edits.ts'
import { memoryFigures, startFigures } from './scale-process.ts'
import { requestFigures } from './scale-requests.ts'

const SMALL: PopulationSize = { keys: 100, agents: 10, teams: 5 }
const LARGE: PopulationSize = { keys: 100_000, agents: 10_000, teams: 1_000 }

export type DatabaseName = 'sqlite' | 'postgres'

/** What grows with the number of keys, agents and teams: two gateways, few and many of each, measured by turns. */
export async function scale(
  place: Place,
  database: DatabaseName,
  { quick, print }: { readonly quick: boolean; readonly print: (text: string) => void },
): Promise<readonly Verdict[]> {
  await using server = database === 'postgres' ? await startPostgres() : undefined
  const small = await populated(place, 'small', SMALL, server)
  const large = await populated(place, 'large', LARGE, server)
  const both = [small, large] as const
  const figures: ScaleFigure[] = []
  const measured = (part: readonly ScaleFigure[]) => {
    figures.push(...part)
    print(scaleTable(part))
  }
  print(`scale on ${database}: small is ${named(SMALL)}; large is ${named(LARGE)}`)
  try {
    measured(await startFigures(both, quick))
    for (const { gateway } of both) await settled(gateway.pid, QUIET_SHARE_OF_MANY)
    measured(await callFigures(place, both, quick))
    measured(await requestFigures(both, quick))
    measured(await editFigures(place, both, quick))
    measured(await memoryFigures(place, both, quick))
  } finally {
    await stopAll(both)
  }
  return figures
    .filter(({ flat }) => flat)
    .map(({ what, small: few, large: many }) =>
      atMost(`${database}: ${what}, large to small`, many / few, TARGETS.scaleRatio, 'times'),
    )
}

const named = ({ agents, keys, teams }: PopulationSize) => `${agents} agents, ${keys} keys, ${teams} teams`

async function stopAll(all: readonly Populated[]): Promise<void> {
  for (const { gateway } of all) await gateway.stop()
}
