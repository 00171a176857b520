import { type GuardedUrl, guardUrl, limitSettings } from '@gateway/adapter-kit'
import { isGatewayError } from '@gateway/core'
import { z } from 'zod'
import { agentName } from './agent-name.ts'
import { authSettings } from './auth-settings.ts'

export const azureFoundrySettings = z
  .strictObject({
    url: z
      .string()
      .meta({
        description: "The project's endpoint: https://<resource>.services.ai.azure.com/api/projects/<project>.",
      })
      .optional(),
    agent: agentName
      .meta({ description: "The agent's name in the project. Classic ids (asst_…) are refused. Needed with url." })
      .optional(),
    version: z
      .string()
      .regex(/^[A-Za-z0-9][A-Za-z0-9._-]{0,63}$/, 'A version is a word such as "3". Write it in quotes.')
      .meta({ description: 'Pins a version of a prompt agent. Default: the newest.' })
      .optional(),
    hosted: z
      .boolean()
      .meta({
        description:
          'true: a hosted agent (a container), which has an endpoint of its own in the project. Default false.',
      })
      .optional(),
    responsesUrl: z
      .string()
      .meta({
        description:
          "Base URL of a hosted agent's server where it runs outside of Foundry, such as http://127.0.0.1:8088. In place of url.",
      })
      .optional(),
    background: z
      .boolean()
      .meta({
        description:
          'true: turns run in the background of the service, so that they outlive their connection, can be joined again and canceled there. Foundry stores such answers. Default false.',
      })
      .optional(),
    auth: authSettings
      .meta({ description: "How the gateway proves who it is. Default: Azure's default chain, type default." })
      .optional(),
    files: z
      .boolean()
      .meta({ description: 'false: files that the agent made are not fetched and given out. Default true.' })
      .optional(),
    limits: limitSettings.optional(),
  })
  .superRefine((settings, check) => {
    const { url, agent, responsesUrl, hosted, version, auth } = settings
    const refuse = (path: string, message: string) => check.addIssue({ code: 'custom', path: [path], message })
    if (url === undefined && responsesUrl === undefined) refuse('url', 'Name the endpoint of the project.')
    if (url !== undefined && responsesUrl !== undefined) refuse('responsesUrl', 'Leave out this or url.')
    if (url !== undefined && agent === undefined) refuse('agent', 'Name the agent in the project.')
    if (hosted === false && responsesUrl !== undefined) refuse('hosted', 'What responsesUrl names is a hosted agent.')
    if (version !== undefined && (hosted === true || responsesUrl !== undefined)) {
      refuse('version', "A hosted agent's endpoint decides on the version itself. Leave this out.")
    }
    for (const [field, address] of Object.entries({ url, responsesUrl })) {
      const problem = address === undefined ? undefined : problemOf(address, field, auth?.type === 'none')
      if (problem !== undefined) refuse(field, problem)
    }
  })

/** How an agent of Azure AI Foundry is reached: by `url` and `agent`, or by `responsesUrl`. */
export type AzureFoundrySettings = z.infer<typeof azureFoundrySettings>

const LOOPBACK = /^(localhost|127(\.\d{1,3}){3}|\[::1\])$/

function problemOf(text: string, field: string, withoutToken: boolean): string | undefined {
  let url: GuardedUrl
  try {
    url = guardUrl(text, { field })
  } catch (error) {
    if (isGatewayError(error)) return error.message
    throw error
  }
  if (url.path.includes('?')) return `${field} must not have a query: paths are put behind it.`
  const { protocol, hostname } = new URL(url.href)
  if (protocol === 'http:' && !withoutToken && !LOOPBACK.test(hostname)) {
    return `${field} must begin with https://: the token would go out in the clear. Plain http is for loopback addresses, and for auth: { type: none }.`
  }
  return undefined
}
