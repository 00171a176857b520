export type { AdapterName, BuiltInAdapters } from './built-in-adapters.ts'
export { ADAPTER_NAMES, loadAdapter, loadAdapters } from './built-in-adapters.ts'
export { connectAgent } from './connect-agent.ts'
