/** `adapter` is what the gateway looks for in a package listed under `adapters:` of gateway.yaml. */
export { acmeAdapter, acmeAdapter as adapter, createAcmeAdapter } from './acme-adapter.ts'
export type { AcmeSettings } from './settings.ts'
export { acmeSettings } from './settings.ts'
