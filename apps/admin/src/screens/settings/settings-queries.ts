import { answerOf, type components, type paths } from '@gateway/client'
import { queryOptions } from '@tanstack/react-query'
import { api } from '../../api/client.ts'

export type Gateway = components['schemas']['Gateway']
export type Sink = components['schemas']['Sink']
export type Retention = paths['/v1/retention']['get']['responses'][200]['content']['application/json']
export type Alerts = paths['/v1/alerts']['get']['responses'][200]['content']['application/json']

const REFRESH_MS = 5_000

export const gatewayQuery = queryOptions({
  queryKey: ['gateway'],
  refetchInterval: REFRESH_MS,
  queryFn: ({ signal }) => answerOf(api.GET('/v1/gateway', { signal })),
})

export const sinksQuery = queryOptions({
  queryKey: ['sinks'],
  refetchInterval: REFRESH_MS,
  queryFn: ({ signal }) => answerOf(api.GET('/v1/sinks', { signal })),
  select: ({ sinks }) => sinks,
})

export const retentionQuery = queryOptions({
  queryKey: ['retention'],
  refetchInterval: REFRESH_MS * 6,
  queryFn: ({ signal }) => answerOf(api.GET('/v1/retention', { signal })),
})

const ALERTS = 10

export const alertsQuery = queryOptions({
  queryKey: ['alerts'],
  refetchInterval: REFRESH_MS,
  queryFn: ({ signal }) => answerOf(api.GET('/v1/alerts', { signal, params: { query: { limit: ALERTS } } })),
})
