import type { Adapter, JsonObject } from '@gateway/core'
import { isJsonObject } from '@gateway/core'
import { openTelemetrySettings } from '@gateway/logging-otel'
import { agentsJsonSchema } from '@gateway/registry'
import { z } from 'zod'
import { alertMembers, alertSettings } from './alerts/alert-settings.ts'
import { authentication, authenticationMembers } from './authentication-schema.ts'
import { chainSettings } from './chain-settings.ts'
import { litellmEntrySchema } from './litellm-entry.ts'
import { moduleSpecifier } from './module-specifier.ts'
import { knownRecordsMembers, recordsSettings } from './records-settings.ts'
import { retentionSettings } from './retention-settings.ts'
import { knownSignInMembers, signInSettings } from './sign-in-settings.ts'
import { builtInSinks } from './sinks.ts'
import { knownSinkMembers, sinksJsonSchema, sinksSettings } from './sinks-settings.ts'

const keys = z.strictObject({
  personal: z.boolean('must be true or false').default(false).meta({
    description: 'Whether users may make and manage keys of their own that are in no team.',
  }),
  revokedCalls: z.enum(['end', 'finish'], 'must be end or finish').default('end').meta({
    description:
      'What becomes of calls and streams that are under way when their key is revoked: they end within a second, or go on to their end.',
  }),
})

const budgets = z.strictObject({
  whenAway: z.enum(['refuse', 'allow'], 'must be refuse or allow').default('refuse').meta({
    description:
      'What becomes of messages that have a budget while the database does not answer: they are refused, or let through and booked when it answers again.',
  }),
})

const metrics = z.strictObject({
  open: z.boolean('must be true or false').default(false).meta({
    description: 'Whether anybody who reaches the gateway may read its metrics.',
  }),
  agents: z
    .int('must be a whole number')
    .min(0, 'must be at least 0')
    .max(10_000, 'must be at most 10,000')
    .default(200)
    .meta({ description: 'How many agents are told apart, those first that are called first; the rest is "other".' }),
})

/** What `gateway.yaml` holds. Each agent is checked by the registry. */
export const configFile = z.strictObject(
  {
    agents: z
      .array(z.unknown(), 'must be a list')
      .default([])
      .meta({ description: 'The agents. They cannot be changed over the API.' }),
    adapters: z.array(moduleSpecifier, 'must be a list').default([]).meta({
      description:
        'Packages with further adapters, by name or by a path from this file. They are looked for from here and run in the gateway: list only what you trust.',
    }),
    records: recordsSettings.prefault({}).meta({ description: 'What is kept of each call.' }),
    sinks: sinksSettings.default([]).meta({ description: 'Where records go beside the database.' }),
    retention: retentionSettings.prefault({}).meta({ description: 'How long what calls leave behind is kept.' }),
    keys: keys.prefault({}).meta({ description: 'What people may do with keys.' }),
    budgets: budgets.prefault({}).meta({ description: 'How budgets are kept.' }),
    chains: chainSettings.prefault({}).meta({ description: 'How agents may call one another.' }),
    metrics: metrics.prefault({}).meta({ description: 'What GET /metrics tells, and whom.' }),
    openTelemetry: openTelemetrySettings.optional().meta({
      description:
        'Tells an OpenTelemetry collector of calls. Also without it, where OTEL_EXPORTER_OTLP_ENDPOINT is set.',
    }),
    signIn: signInSettings.prefault({}).meta({ description: 'How people sign in with a browser.' }),
    alerts: alertSettings.prefault({}).meta({ description: 'Who is told when budgets run out.' }),
    authentication: authentication.prefault({}).meta({ description: 'What callers may have in the place of keys.' }),
  },
  'must be an object such as { agents: [] }',
)

const WITHIN: Readonly<Record<string, z.ZodObject>> = {
  keys,
  budgets,
  chains: chainSettings,
  retention: retentionSettings,
  metrics,
  openTelemetry: openTelemetrySettings,
}

/** The members that a place of the file may have. */
export function knownMembers(place: readonly PropertyKey[]): readonly string[] {
  if (place[0] === 'alerts') return alertMembers(place)
  if (place[0] === 'signIn') return knownSignInMembers(place)
  if (place[0] === 'authentication') return authenticationMembers(place)
  if (place[0] === 'sinks') return knownSinkMembers
  if (place[0] === 'records') return knownRecordsMembers(place)
  const within = WITHIN[String(place[0])] ?? configFile
  return Object.keys(within.shape)
}

/** JSON Schema (2020-12) of `gateway.yaml`, for editors. */
export function configJsonSchema(adapters: readonly Adapter[]): JsonObject {
  const schema: unknown = z.toJSONSchema(configFile, { io: 'input' })
  const { $schema, ...file } = isJsonObject(schema) ? schema : {}
  const properties = isJsonObject(file.properties) ? file.properties : {}
  // References are written from the root of the document, so that is where their targets stand.
  const { $schema: _dialect, $defs = {}, ...agents } = agentsJsonSchema(adapters)
  const kinds = { adapter: { enum: adapters.map(({ name }) => name) } }
  const described = isJsonObject(properties.agents) ? properties.agents : {}
  return {
    ...($schema === undefined ? {} : { $schema }),
    title: 'gateway.yaml',
    ...file,
    properties: {
      ...properties,
      sinks: sinksJsonSchema(isJsonObject(properties.sinks) ? properties.sinks : {}, builtInSinks),
      agents: { ...described, ...inEitherForm(anyAdapter(agents)) },
    },
    // With adapters of one's own, only the gateway knows their names.
    if: { required: ['adapters'] },
    else: { properties: { agents: { items: { properties: { upstreams: { items: { properties: kinds } } } } } } },
    $defs,
  }
}

/** An agent is in the gateway's own words, or in LiteLLM's. */
function inEitherForm({ items = {}, ...list }: JsonObject): JsonObject {
  return { ...list, items: { ...litellmEntrySchema, else: items } }
}

/** Without the list of the names that `adapter` may have. */
function anyAdapter(agents: JsonObject): JsonObject {
  const opened: unknown = JSON.parse(JSON.stringify(agents), (member, value) => {
    if (member !== 'adapter' || !isJsonObject(value)) return value
    const { enum: _names, ...rest } = value
    return rest
  })
  return isJsonObject(opened) ? opened : agents
}
