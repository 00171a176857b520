export { azureFoundryAdapter, createAzureFoundryAdapter } from './foundry-adapter.ts'
export type { AzureFoundrySettings } from './settings.ts'
export { azureFoundrySettings } from './settings.ts'
