export { ApiError } from './api-error.ts'
export { answerOf, type ClientOptions, createClient, type GatewayClient } from './create-client.ts'
export type { components, operations, paths } from './openapi.ts'
export { type NextPage, pagesOf } from './pages-of.ts'
