import { addressSetting, limitSettings } from '@gateway/adapter-kit'
import { z } from 'zod'
import { answerSettings } from './answer-settings.ts'
import { authSettings } from './auth-settings.ts'
import { headerSettings } from './header-settings.ts'
import { payloadSettings } from './payload-settings.ts'
import { isRuntimeId, regionOfArn } from './runtime-name.ts'

export const bedrockAgentCoreSettings = z
  .strictObject({
    runtime: z.string().meta({ description: "The runtime's ARN; or its id, with region and accountId." }),
    qualifier: z
      .string()
      .regex(/^[A-Za-z][A-Za-z0-9_]{0,47}$/, 'This is not the name of an endpoint.')
      .meta({ description: "The endpoint of the runtime. Default DEFAULT, which is the runtime's latest version." })
      .optional(),
    region: z
      .string()
      .regex(/^[a-z]{2}[a-z-]*-\d$/, 'Write the region as AWS does, such as eu-west-1.')
      .meta({ description: 'Only with an id: an ARN has it.' })
      .optional(),
    accountId: z
      .string({ error: 'Write the account in quotes.' })
      .regex(/^\d{12}$/, 'An account is 12 digits.')
      .meta({ description: 'Only with an id: the account that the runtime belongs to.' })
      .optional(),
    endpoint: addressSetting
      .meta({
        description: "The address of the service, such as that of a VPC endpoint. Default AWS's own in the region.",
      })
      .optional(),
    protocol: z
      .literal('http', {
        error:
          'This adapter calls runtimes of protocol HTTP. One of protocol A2A is an agent of adapter a2a with auth.type sigv4 or a bearer token: see docs/adapters/bedrock-agentcore.md.',
      })
      .meta({ description: 'The protocol of the runtime. A runtime that speaks A2A is called by the adapter a2a.' })
      .optional(),
    auth: authSettings
      .meta({ description: 'How the gateway proves who it is. Default: SigV4 with the default chain of the AWS SDK.' })
      .optional(),
    payload: payloadSettings
      .meta({ description: 'What is sent, with {{text}} and other words in it. Default {"prompt": "{{text}}"}.' })
      .optional(),
    answer: answerSettings
      .meta({ description: 'How answers are read, where their form is not a usual one.' })
      .optional(),
    cancel: z
      .enum(['disconnect', 'stop-session'])
      .meta({
        description:
          'How a task is canceled. disconnect (default): the call is ended, the agent may go on. stop-session: the session is stopped too, with all that it remembers.',
      })
      .optional(),
    sendUser: z
      .boolean()
      .meta({
        description:
          'Tells the runtime on whose behalf it is called (runtimeUserId): the user, team or key. Needs the permission InvokeAgentRuntimeForUser. Default false.',
      })
      .optional(),
    headers: headerSettings
      .meta({ secret: true, description: 'Headers that the runtime passes on to the agent.' })
      .optional(),
    limits: limitSettings.optional(),
  })
  .superRefine(({ runtime, region, accountId }, check) => {
    const refuse = (field: string, message: string) => check.addIssue({ code: 'custom', path: [field], message })
    const ofArn = regionOfArn(runtime)
    if (ofArn !== undefined) {
      if (region !== undefined && region !== ofArn) refuse('region', `The ARN names ${ofArn}. Leave region out.`)
      if (accountId !== undefined) refuse('accountId', 'The ARN names the account. Leave accountId out.')
    } else if (!isRuntimeId(runtime)) {
      refuse(
        'runtime',
        'Write the ARN of a runtime, such as arn:aws:bedrock-agentcore:eu-west-1:123456789012:runtime/my_agent-AbC1234567; its endpoint goes under qualifier.',
      )
    } else {
      if (region === undefined) refuse('region', 'A runtime that is named by its id needs the region.')
      if (accountId === undefined) refuse('accountId', 'A runtime that is named by its id needs the account.')
    }
  })

/** How a runtime is reached. Only `runtime` is needed. */
export type BedrockAgentCoreSettings = z.infer<typeof bedrockAgentCoreSettings>
