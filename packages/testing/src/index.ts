export type { AdapterScenario } from './adapter/scenarios.ts'
export { testAdapter } from './adapter/test-adapter.ts'
export type {
  AdapterUnderTest,
  SuiteLimits,
  Vendor,
  VendorAnswer,
  VendorProgress,
  VendorReply,
  VendorRequest,
} from './adapter/vendor.ts'
export type { AuthenticatorUnderTest } from './auth/test-authenticator.ts'
export { testAuthenticator } from './auth/test-authenticator.ts'
export { type SinkUnderTest, testSink } from './sink/test-sink.ts'
export type { OpenStore } from './store/suite.ts'
export { testStore } from './store/test-store.ts'
