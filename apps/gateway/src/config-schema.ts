import type { Adapter, JsonObject } from '@gateway/core'
import { isJsonObject } from '@gateway/core'
import { agentsJsonSchema } from '@gateway/registry'
import { z } from 'zod'
import { authentication, authenticationMembers } from './authentication-schema.ts'
import { litellmEntrySchema } from './litellm-entry.ts'
import { knownSignInMembers, signInSettings } from './sign-in-settings.ts'

const records = z.strictObject({
  content: z.boolean('must be true or false').default(true).meta({
    description: 'Whether requests and answers are kept.',
  }),
  contentBytes: z.int('must be a whole number').min(1, 'must be at least 1').default(262_144).meta({
    description: 'The longest request or answer that is kept whole, in characters.',
  }),
})

const adapterSpecifier = z
  .string('must be the name of a package, or a path such as ./my-adapter')
  .regex(/^(?!\.\.?$)(?![/\\])(?!\w+:)\S+$/, 'must be the name of a package, or a path such as ./my-adapter')

const keys = z.strictObject({
  personal: z.boolean('must be true or false').default(false).meta({
    description: 'Whether users may make and manage keys of their own that are in no team.',
  }),
  revokedCalls: z.enum(['end', 'finish'], 'must be end or finish').default('end').meta({
    description:
      'What becomes of calls and streams that are under way when their key is revoked: they end within a second, or go on to their end.',
  }),
})

/** What `gateway.yaml` holds. Each agent is checked by the registry. */
export const configFile = z.strictObject(
  {
    agents: z
      .array(z.unknown(), 'must be a list')
      .default([])
      .meta({ description: 'The agents. They cannot be changed over the API.' }),
    adapters: z.array(adapterSpecifier, 'must be a list').default([]).meta({
      description:
        'Packages with further adapters, by name or by a path from this file. They are looked for from here and run in the gateway: list only what you trust.',
    }),
    records: records.prefault({}).meta({ description: 'What is kept of each call.' }),
    keys: keys.prefault({}).meta({ description: 'What people may do with keys.' }),
    signIn: signInSettings.prefault({}).meta({ description: 'How people sign in with a browser.' }),
    authentication: authentication.prefault({}).meta({ description: 'What callers may have in the place of keys.' }),
  },
  'must be an object such as { agents: [] }',
)

/** The members that a place of the file may have. */
export function knownMembers(place: readonly PropertyKey[]): readonly string[] {
  if (place[0] === 'signIn') return knownSignInMembers(place)
  if (place[0] === 'authentication') return authenticationMembers(place)
  const within = place[0] === 'records' ? records : place[0] === 'keys' ? keys : configFile
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
    properties: { ...properties, agents: { ...described, ...inEitherForm(anyAdapter(agents)) } },
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
