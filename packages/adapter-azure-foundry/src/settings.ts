import { guardUrl, limitSettings } from '@gateway/adapter-kit'
import { isGatewayError } from '@gateway/core'
import { z } from 'zod'

/** Where users of classic agents read on. */
const MIGRATION = 'docs/adapters/azure-foundry-migration.md'

const CLASSIC = `Ids that begin with asst_ are those of classic agents, which Microsoft ends on 2027-03-31 and whose API this adapter does not speak. Make the agent anew in Foundry and give its name: ${MIGRATION} tells how.`

/** An id of Azure's: a GUID or a name of a directory. */
const identifier = z.string().regex(/^[A-Za-z0-9][A-Za-z0-9.-]{0,127}$/, 'must be a GUID or a domain name')

const auth = z.discriminatedUnion('type', [
  z.strictObject({ type: z.literal('default') }).meta({
    description:
      "The default chain of Azure: environment variables, workload identity, managed identity, the developer's own sign-in.",
  }),
  z
    .strictObject({
      type: z.literal('client-secret'),
      tenantId: identifier.meta({ description: 'Directory (tenant) id.' }),
      clientId: identifier.meta({ description: 'Application (client) id.' }),
      clientSecret: z.string().min(1).meta({ secret: true, description: 'A secret of that application.' }),
    })
    .meta({ description: 'A service principal with a secret.' }),
  z
    .strictObject({
      type: z.literal('managed-identity'),
      clientId: identifier
        .meta({ description: 'Of a user-assigned identity. Default: the system-assigned one.' })
        .optional(),
    })
    .meta({ description: 'The identity of the machine that the gateway runs on.' }),
  z
    .strictObject({
      type: z.literal('token'),
      token: z
        .string()
        .regex(/^[\x21-\x7e]+$/, 'The token contains a character that a header cannot carry.')
        .meta({ secret: true, description: 'A ready access token for https://ai.azure.com. It is not renewed.' }),
    })
    .meta({ description: 'A token that was got elsewhere: for a trial.' }),
])

export const azureFoundrySettings = z
  .strictObject({
    url: z.string().meta({
      description: 'The project endpoint, such as https://my-account.services.ai.azure.com/api/projects/my-project.',
    }),
    agent: z
      .string()
      .refine((name) => !name.startsWith('asst_'), { error: CLASSIC, abort: true })
      .regex(/^[A-Za-z0-9][A-Za-z0-9-]{0,62}$/, 'An agent has a name of letters, digits and hyphens, at most 63.')
      .meta({ description: "The agent's name in the project." }),
    version: z
      .string()
      .regex(/^[A-Za-z0-9][A-Za-z0-9._-]{0,63}$/, 'This is not the version of an agent.')
      .meta({ description: 'Version of a prompt agent, in quotes. Default: the latest.' })
      .optional(),
    hosted: z
      .boolean()
      .meta({
        description: 'true: a hosted agent (a container), called at its own endpoint. Default false: a prompt agent.',
      })
      .optional(),
    background: z
      .boolean()
      .meta({
        description:
          'true: responses run in the background, so that they can be canceled at Foundry and joined again after a restart. Default false.',
      })
      .optional(),
    auth: auth.meta({ description: 'How the gateway signs in to Entra. Default: the default chain.' }).optional(),
    files: z
      .boolean()
      .meta({ description: 'Whether files that the code interpreter made are fetched and given out. Default true.' })
      .optional(),
    limits: limitSettings.optional(),
  })
  .superRefine(({ url, hosted, version }, check) => {
    const refuse = (path: string, message: string) => check.addIssue({ code: 'custom', path: [path], message })
    try {
      if (guardUrl(url, { field: 'url' }).path.includes('?')) refuse('url', 'url must not have a query.')
    } catch (error) {
      if (!isGatewayError(error)) throw error
      refuse('url', error.message)
    }
    if (hosted && version !== undefined)
      refuse('version', 'A hosted agent is called at its endpoint, which names no version.')
  })

/** How an agent of Azure AI Foundry is reached. `url` and `agent` are needed. */
export type AzureFoundrySettings = z.infer<typeof azureFoundrySettings>
