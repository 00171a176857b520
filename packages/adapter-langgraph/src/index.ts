export { createLangGraphAdapter, langGraphAdapter } from './langgraph-adapter.ts'
export type { LangGraphSettings } from './settings.ts'
export { langGraphSettings } from './settings.ts'
