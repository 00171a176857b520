import type { LimitCounters } from '@gateway/auth'
import type { GatewayView } from '@gateway/server'
import packageJson from '../package.json' with { type: 'json' }
import type { ConfigFile } from './config-file.ts'
import type { Environment } from './environment.ts'

export interface GatewayViewOptions {
  readonly environment: Pick<Environment, 'DATABASE_URL' | 'PUBLIC_URL'>
  readonly config: Pick<ConfigFile, 'path'>
  readonly counters: LimitCounters
}

/** What this gateway tells of itself: kinds and states, never an address with a password in it. */
export const gatewayView = ({ environment, config, counters }: GatewayViewOptions): GatewayView => ({
  version: packageJson.version,
  startedAt: new Date().toISOString(),
  publicUrl: environment.PUBLIC_URL,
  configuration: config.path,
  database: environment.DATABASE_URL.startsWith('sqlite:') ? 'sqlite' : 'postgres',
  redisAnswers: () => counters.answers?.(),
})
