export { candidate, seededRandom } from './testing/candidates.ts'
export type { StrategyUnderTest } from './testing/test-strategy.ts'
export { testStrategy } from './testing/test-strategy.ts'
