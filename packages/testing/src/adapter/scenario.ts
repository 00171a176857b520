import type { AdapterScenario } from './scenarios.ts'
import type { AdapterUnderTest } from './vendor.ts'

/** Runs one scenario against an adapter and throws when it does not do what the rule wants. */
export type RunScenario = (adapter: AdapterUnderTest) => Promise<void>

export type Scenarios<Name extends AdapterScenario = AdapterScenario> = Readonly<Record<Name, RunScenario>>

/** A member of the vendor that a scenario cannot do without. */
export function needed<Value>(value: Value | undefined, member: string, scenario: AdapterScenario): Value {
  if (value === undefined) {
    throw new Error(`Give vendor.${member}, or leave '${scenario}' out and say why the vendor cannot express it.`)
  }
  return value
}
