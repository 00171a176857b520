export { a2aAdapter, createA2AAdapter } from './a2a-adapter.ts'
export type { A2ASettings } from './settings.ts'
export { a2aSettings } from './settings.ts'
