/**
 * The interop suite: clients and agents of other makes, each with each, directly and through the gateway.
 * Started by `interop/run`, which makes the Python environments first. `--direct` leaves the gateway out.
 */
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { AGENTS_UNDER_TEST, startAgent } from './suite/agents.ts'
import { checkCallExamples } from './suite/call-examples.ts'
import { Checks } from './suite/checks.ts'
import { checkFoundry, startHostedAgent } from './suite/foundry.ts'
import { Gateway } from './suite/gateway.ts'
import { checkLangGraph } from './suite/langgraph.ts'
import { tryAll } from './suite/matrix.ts'
import { checkRecords } from './suite/records.ts'
import { bridged, explain, print, table } from './suite/report.ts'
import { checkScripts, checkVerbatim } from './suite/seed-scripts.ts'
import { FAILED, judge } from './suite/verdict.ts'

/** The agents for which the two scripts of the user guide are run: one of each version. */
const SCRIPT_AGENTS = { 'ij-local': 'python-0.3', 'ij-local-1': 'python-1.0' }
const MINUTES = 6

const folder = await mkdtemp(join(tmpdir(), 'interop-'))
const checks = new Checks()
const stops: (() => Promise<void>)[] = []
const watchdog = setTimeout(() => {
  print(`The suite did not end within ${MINUTES} minutes; logs are in ${folder}.`)
  void stopAll().finally(() => process.exit(1))
}, MINUTES * 60_000)

try {
  await runSuite(!process.argv.includes('--direct'))
} catch (error) {
  checks.check(
    'the suite runs to its end',
    false,
    error instanceof Error ? (error.stack ?? error.message) : String(error),
  )
}
await stopAll()
clearTimeout(watchdog)

for (const failure of checks.failures) print(`FAILED ${failure}\n`)
if (checks.failures.length === 0) await rm(folder, { recursive: true, force: true })
else print(`Logs of the gateway and the agents: ${folder}`)
print(`${checks.passed} passed, ${checks.failures.length} failed`)
process.exitCode = checks.failures.length === 0 ? 0 : 1

async function runSuite(withGateway: boolean): Promise<void> {
  const agents = new Map(
    await Promise.all(
      AGENTS_UNDER_TEST.map(async (agent) => {
        const served = await startAgent(agent, folder)
        stops.push(served.stop)
        return [agent.name, served.url] as const
      }),
    ),
  )
  await checkVerbatim(checks)
  const gateway = withGateway ? await startGateway(agents) : undefined
  if (gateway) await runScripts(gateway)
  const matrix = await tryAll(agents, gateway)
  print(table(matrix.cells, withGateway))
  if (gateway) {
    print(`\nFails directly because of versions or form, must work through the gateway:\n${bridged(matrix.cells)}\n`)
    for (const cell of matrix.cells) {
      const verdict = judge(cell)
      checks.check(
        `${cell.client} → ${cell.agent.name}: ${cell.operation}: ${verdict}`,
        !FAILED.includes(verdict),
        explain(cell),
      )
    }
    await checkRecords(checks, gateway, matrix.uses)
    await checkCards(gateway, agents)
    await checkLangGraph(checks, gateway, new URL(agents.get('langgraph') ?? '').origin)
    const foundry = await startHostedAgent(folder)
    stops.push(foundry.stop)
    await checkFoundry(checks, gateway, foundry.url)
  } else {
    for (const cell of matrix.cells) {
      checks.check(`${cell.client} → ${cell.agent.name}: ${cell.operation}`, judge(cell) !== 'unproven', explain(cell))
    }
  }
}

async function startGateway(agents: ReadonlyMap<string, string>): Promise<Gateway> {
  const registered = AGENTS_UNDER_TEST.map(
    ({ name, settings }) => [name, { url: agents.get(name) ?? '', ...settings }] as const,
  )
  const aliases = Object.entries(SCRIPT_AGENTS).map(
    ([alias, agent]) => [alias, { url: agents.get(agent) ?? '' }] as const,
  )
  const gateway = await Gateway.start(folder, new Map([...registered, ...aliases]))
  stops.push(() => gateway.stop())
  return gateway
}

async function runScripts(gateway: Gateway): Promise<void> {
  for (const agent of Object.keys(SCRIPT_AGENTS)) {
    const key = await gateway.createKey(`scripts on ${agent}`, [agent])
    await checkScripts(checks, { baseUrl: gateway.url, key, agent }, join(folder, 'scripts'))
    await checkCallExamples(checks, { url: gateway.agentUrl(agent), key, agent }, join(folder, 'examples', agent))
  }
}

/** No card names the address of the agent behind, in either version. */
async function checkCards(gateway: Gateway, agents: ReadonlyMap<string, string>): Promise<void> {
  for (const [name, url] of agents) {
    const key = await gateway.createKey(`card of ${name}`, [name])
    for (const version of ['1.0', '0.3']) {
      const card = await gateway.card(name, version, key)
      checks.check(
        `card of ${name} for ${version} names the gateway alone`,
        card.includes(gateway.agentUrl(name)) && !card.includes(new URL(url).host),
        card,
      )
    }
  }
}

async function stopAll(): Promise<void> {
  await Promise.all(stops.splice(0).map((stop) => stop()))
}
