import { guardUrl, headerSettings, limitSettings } from '@gateway/adapter-kit'
import { isGatewayError } from '@gateway/core'
import { z } from 'zod'

const stateKey = z.string().min(1).max(200)

/** What LangGraph itself keeps in `configurable`: a caller who could set it would leave his own thread. */
const RESERVED = /^(thread_id|run_id|assistant_id|graph_id|checkpoint.*|langgraph_.*|__.*)$/
const configurableKey = stateKey.refine((key) => !RESERVED.test(key), {
  error: 'LangGraph uses this name of `configurable` itself. Choose another.',
})

const input = z.strictObject({
  key: stateKey.meta({ description: 'Member of the state that the message goes to. Default "messages".' }).optional(),
  as: z
    .enum(['messages', 'text'])
    .meta({
      description: 'As a list with one chat message (default), or as a plain text, for graphs that are no chat.',
    })
    .optional(),
  data: z
    .enum(['text', 'merge'])
    .meta({
      description:
        'Data parts: as JSON text in the message (default), or merged into the input as members of the state.',
    })
    .optional(),
})

const output = z.strictObject({
  nodes: z
    .array(stateKey)
    .min(1)
    .meta({ description: 'Nodes whose chat messages are given out. Default: all nodes.' })
    .optional(),
  stateKeys: z
    .array(stateKey)
    .min(1)
    .meta({
      description: 'Members of the final state that are given out as artifacts: texts as text, the rest as data.',
    })
    .optional(),
})

export const langGraphSettings = z
  .strictObject({
    url: z.string().meta({ description: 'Base URL of the LangGraph server, such as http://127.0.0.1:2024.' }),
    assistant: z
      .string()
      .min(1)
      .max(200)
      .meta({ description: "The assistant's id (a UUID), or the name of a graph for its default assistant." }),
    apiKey: z
      .string()
      .min(1)
      .regex(/^[\x21-\x7e]+$/, 'The key contains a character that a header cannot carry.')
      .meta({ secret: true, description: 'Sent as x-api-key. Default: no key; never read from the environment.' })
      .optional(),
    headers: headerSettings
      .meta({ secret: true, description: 'Headers sent with every call, such as the Authorization of custom auth.' })
      .optional(),
    stateless: z
      .boolean()
      .meta({
        description:
          'true: each message runs on its own, with no thread: no memory, no questions back, no joining a run again. Default false.',
      })
      .optional(),
    input: input.meta({ description: 'How a message becomes the input of the graph.' }).optional(),
    output: output.meta({ description: 'What of a run is given out.' }).optional(),
    configurable: z
      .record(configurableKey, z.json())
      .meta({ description: 'Members of config.configurable for every run.' })
      .optional(),
    configurableFromMetadata: z
      .array(configurableKey)
      .min(1)
      .meta({
        description:
          "Members of the caller's metadata that are passed on in config.configurable. Default: none. What `configurable` sets stands.",
      })
      .optional(),
    recursionLimit: z
      .int()
      .positive()
      .meta({ description: "Steps that a run may take. Default: the assistant's own, else LangGraph's." })
      .optional(),
    limits: limitSettings.optional(),
  })
  .superRefine(({ url }, check) => {
    const refuse = (message: string) => check.addIssue({ code: 'custom', path: ['url'], message })
    try {
      if (guardUrl(url, { field: 'url' }).path.includes('?'))
        refuse('url must not have a query: paths are put behind it.')
    } catch (error) {
      if (!isGatewayError(error)) throw error
      refuse(error.message)
    }
  })

/** How a LangGraph server is reached and what its graph takes and gives. `url` and `assistant` are needed. */
export type LangGraphSettings = z.infer<typeof langGraphSettings>
