import { describe, it } from 'vitest'
import { backPressureScenarios } from './back-pressure-scenarios.ts'
import { byteScenarios } from './byte-scenarios.ts'
import { endingScenarios } from './ending-scenarios.ts'
import { idScenarios } from './id-scenarios.ts'
import { limitScenarios } from './limit-scenarios.ts'
import { refusalScenarios } from './refusal-scenarios.ts'
import type { Scenarios } from './scenario.ts'
import { ADAPTER_SCENARIOS, type AdapterScenario } from './scenarios.ts'
import { sessionScenarios } from './session-scenarios.ts'
import { stoppingScenarios } from './stopping-scenarios.ts'
import type { AdapterUnderTest } from './vendor.ts'

/** Each of the scenarios by its name. */
export const adapterScenarios: Scenarios = {
  ...endingScenarios,
  ...stoppingScenarios,
  ...limitScenarios,
  ...refusalScenarios,
  ...byteScenarios,
  ...sessionScenarios,
  ...idScenarios,
  ...backPressureScenarios,
}

/** A scenario takes seconds at most; the rest is for machines that are busy. */
const MILLISECONDS = 120_000

/**
 * Registers the vitest tests that every adapter has to pass: call it at the top of a test file. The suite starts an HTTP
 * server on a free loopback port in the vendor's place and judges what comes out of the agent and what reaches the server.
 *
 * @param name what is tested, in the names of the tests
 * @param adapter how the agent is made, how its vendor speaks, and what is left out with which reason
 */
export function testAdapter(name: string, adapter: AdapterUnderTest): void {
  describe(`${name} as an adapter`, () => {
    for (const scenario of Object.keys(ADAPTER_SCENARIOS).filter(isScenario)) {
      const title = `${scenario}: ${ADAPTER_SCENARIOS[scenario]}`
      const reason = adapter.leftOut?.[scenario]
      if (reason === undefined) it(title, { timeout: MILLISECONDS }, () => adapterScenarios[scenario](adapter))
      else it(`${title} (left out: ${reason})`, ({ skip }) => skip(reason))
    }
  })
}

function isScenario(name: string): name is AdapterScenario {
  return Object.hasOwn(ADAPTER_SCENARIOS, name)
}
