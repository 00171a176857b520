import { z } from 'zod'
import { StartupError } from './startup-error.ts'

const url = z
  .url({ protocol: /^https?$/, error: 'must be an http or https URL such as https://agents.example.com' })
  .transform((text) => text.replace(/\/+$/, ''))
const list = z.string().transform((text) =>
  text
    .split(',')
    .map((entry) => entry.trim())
    .filter((entry) => entry !== ''),
)

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
  DATABASE_URL: z.string().default('sqlite:./data/gateway.db'),
  DRAIN_SECONDS: z.coerce.number('must be a number of seconds').min(0, 'must be a number of seconds').default(30),
  TRUSTED_PROXIES: z.string().default(''),
  CORS_ORIGINS: list.default([]),
  LOG_LEVEL: z.enum(['fatal', 'error', 'warn', 'info', 'debug', 'trace', 'silent']).default('info'),
})

export type Environment = z.infer<typeof environment>

/** Reads the environment. Throws a StartupError that names every variable that is wrong. */
export function readEnvironment(variables: Readonly<Record<string, string | undefined>>): Environment {
  const set = Object.fromEntries(Object.entries(variables).filter(([, value]) => value !== undefined && value !== ''))
  const result = environment.safeParse(set)
  if (result.success) return result.data
  // The value itself may be a secret: only the name and the rule are told.
  throw new StartupError(result.error.issues.map(({ path, message }) => `${path.join('.')}: ${message}`).join('; '))
}
