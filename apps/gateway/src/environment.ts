import { reachList } from '@gateway/adapter-kit'
import { z } from 'zod'
import { StartupError } from './startup-error.ts'

const url = z
  .url({ protocol: /^https?$/, error: 'must be an http or https URL such as https://agents.example.com' })
  .refine((text) => /^[^?#@]*$/.test(text), 'must have no user name, query or fragment')
  .transform((text) => text.replace(/\/+$/, ''))
/** As browsers send it: scheme, host and port, nothing behind. */
const origin = z
  .string()
  .regex(/^(?:\*|[a-z][a-z0-9+.-]*:\/\/[^/?#@\sA-Z]+)$/, 'must be origins such as https://app.example.com, or *')
/** Entries with commas between them. */
const list = z.string().transform((text) =>
  text
    .split(',')
    .map((entry) => entry.trim())
    .filter((entry) => entry !== ''),
)
const origins = list.pipe(z.array(origin))
/** Places that may be called; read by the list itself, so that what is wrong is told where it stands. */
const places = list.superRefine((entries, context) => {
  try {
    reachList(entries)
  } catch (error) {
    context.addIssue({ code: 'custom', message: error instanceof Error ? error.message : 'cannot be read' })
  }
})
/** Names of environment variables; one may end in `*`. */
const names = list.pipe(z.array(z.string().regex(/^\w+\*?$/, 'must be names such as LANGGRAPH_KEY or AGENT_*')))
const redisUrl = z.url({
  protocol: /^rediss?$/,
  error: 'must be a URL such as redis://127.0.0.1:6379, or rediss:// for TLS',
})
/** Timers end at 2³¹ milliseconds; a longer wait would end at once. */
const LONGEST_SECONDS = 2_147_483
const seconds = z.coerce
  .number('must be a number of seconds')
  .min(0, 'must be a number of seconds')
  .max(LONGEST_SECONDS, `must be at most ${LONGEST_SECONDS} seconds`)

/** Everything the environment can say, with its defaults. An empty variable is one that is not set. */
const environment = z.object({
  HOST: z.string().default('127.0.0.1'),
  PORT: z.coerce
    .number('must be a port number from 0 to 65535')
    .int('must be a port number from 0 to 65535')
    .min(0, 'must be a port number from 0 to 65535')
    .max(65_535, 'must be a port number from 0 to 65535')
    .default(4000),
  PUBLIC_URL: url.optional(),
  GATEWAY_MASTER_KEY: z
    .string()
    .regex(/^sk-[\x21-\x7e]+$/, 'must start with "sk-" and have no spaces')
    .optional(),
  GATEWAY_CONFIG: z.string().optional(),
  GATEWAY_ENCRYPTION_KEY: z.string().min(16, 'must have at least 16 characters').optional(),
  GATEWAY_ENCRYPTION_KEY_PREVIOUS: z.string().min(16, 'must have at least 16 characters').optional(),
  METRICS_KEY: z.string().min(16, 'must have at least 16 characters').optional(),
  SECRET_VARIABLES: names.default([]),
  SECRET_FOLDER: z.string().optional(),
  DATABASE_URL: z.string().default('sqlite:./data/gateway.db'),
  REDIS_URL: redisUrl.optional(),
  DRAIN_SECONDS: seconds.default(30),
  RUN_LEASE_SECONDS: seconds.min(1, 'must be at least 1 second').default(15),
  TRUSTED_PROXIES: z.string().default(''),
  CORS_ORIGINS: origins.default([]),
  UPSTREAM_ALLOW: places.optional(),
  WEBHOOK_ALLOW: places.default(['public']),
  LOG_LEVEL: z
    .enum(['fatal', 'error', 'warn', 'info', 'debug', 'trace', 'silent'], {
      error: 'must be fatal, error, warn, info, debug, trace or silent',
    })
    .default('info'),
})

/** The names of all variables that are read. */
export const environmentVariables: readonly string[] = Object.keys(environment.shape)

export type Environment = z.infer<typeof environment>

/** Reads the environment. Throws a StartupError that names every variable that is wrong. */
export function readEnvironment(variables: Readonly<Record<string, string | undefined>>): Environment {
  const set = Object.fromEntries(Object.entries(variables).filter(([, value]) => value !== undefined && value !== ''))
  const result = environment.safeParse(set)
  if (result.success) return result.data
  // The value itself may be a secret: only the name and the rule are told.
  throw new StartupError(result.error.issues.map(({ path, message }) => `${String(path[0])}: ${message}`).join('; '))
}
