export type { OpenStore } from './store/suite.ts'
export { testStore } from './store/test-store.ts'
