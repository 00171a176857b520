export { azureFoundryAdapter, createAzureFoundryAdapter } from './azure-foundry-adapter.ts'
export type { AzureFoundrySettings } from './settings.ts'
export { azureFoundrySettings } from './settings.ts'
