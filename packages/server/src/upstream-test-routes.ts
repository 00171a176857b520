import type { Agent, Logger } from '@gateway/core'
import { gatewayError } from '@gateway/core'
import { z } from 'zod'
import { adminRoute, type Route } from './admin-route.ts'
import { agentDefinitionOf } from './agent-body.ts'
import type { AgentDirectory, ServedAgent } from './ports.ts'
import { type TryUpstreamOptions, tryUpstream, type UpstreamTrial } from './try-upstream.ts'

/** A place where an agent runs, as its adapter connected it. */
export interface UpstreamToTry {
  readonly name: string
  readonly agent: Agent
}

/** The places where agents run, to be tried. */
export interface UpstreamTests {
  /** Of a definition that is stored nowhere; masked secrets stand for those of `like`. Throws INVALID_PARAMS. */
  unsaved(definition: unknown, like?: ServedAgent): readonly UpstreamToTry[]
  of(served: ServedAgent): readonly UpstreamToTry[]
}

const MOST_SECONDS = 30
/** Each may hold a connection for all of its time. */
const MOST_AT_ONCE = 16

const asked = {
  message: z
    .string('must be a text')
    .min(1, 'must not be empty')
    .max(10_000, 'must have at most 10000 characters')
    .optional()
    .describe('Is sent to the agent, which works on it and may cost. Without it only the card is asked for.'),
  seconds: z
    .number('must be a number')
    .positive('must be more than 0')
    .max(MOST_SECONDS, `must be at most ${MOST_SECONDS}`)
    .default(MOST_SECONDS)
    .describe('How long the test may take.'),
}

const testBody = z.strictObject(asked)

const unsavedBody = z
  .looseObject({
    ...asked,
    agent_id: z
      .string()
      .optional()
      .describe('Id or name of the registered agent that this is an edit of: masked secrets are those it has.'),
    upstream: z.string().optional().describe('Which of its upstreams. Default: the first.'),
  })
  .describe('A definition as POST /v1/agents takes it, in either form, and how to test it.')

const answer = z
  .object({
    ok: z.boolean(),
    ms: z.number().describe('How long the test took, in milliseconds.'),
    upstream: z.string(),
    card: z.record(z.string(), z.unknown()).optional().describe('The card, as the agent has it.'),
    answer: z
      .object({ text: z.string(), state: z.string().optional().describe('State of its task, where it made one.') })
      .optional(),
    code: z.string().optional(),
    reason: z.string().optional().describe('Why it failed: what a caller of the agent would be told.'),
    remedy: z.string().optional(),
  })
  .meta({ id: 'UpstreamTest' })

const tags = ['Agents']

/** Tests of where agents run, before and after they are registered. A test that fails is an answer, not an error. */
export function upstreamTestRoutes(agents: AgentDirectory, tests: UpstreamTests, logger: Logger): readonly Route[] {
  const report = (err: unknown) => logger.error({ err }, 'a test of an upstream failed inside the gateway')
  let running = 0
  const tried = async (
    { name: upstream, agent }: UpstreamToTry,
    options: Omit<TryUpstreamOptions, 'report'>,
  ): Promise<UpstreamTrial & { readonly upstream: string }> => {
    if (running >= MOST_AT_ONCE) {
      throw gatewayError('RATE_LIMITED', `This gateway runs ${MOST_AT_ONCE} tests of upstreams already. Try again.`, {
        retryable: true,
        retryAfter: 5,
      })
    }
    running += 1
    try {
      return { upstream, ...(await tryUpstream(agent, { ...options, report })) }
    } finally {
      running -= 1
    }
  }
  const found = (idOrName: string): ServedAgent => {
    const served = agents.find(idOrName)
    if (served) return served
    throw gatewayError('AGENT_NOT_FOUND', `There is no agent '${idOrName}'. GET /v1/agents lists them.`)
  }

  return [
    adminRoute({
      method: 'POST',
      path: '/v1/agents/test',
      operationId: 'testAgentDefinition',
      summary: 'Test an agent before it is registered',
      description:
        'Asks for its card and, with `message`, sends it a message. Nothing is stored. `ok: false` has the reason.',
      tags,
      may: 'manage agents',
      body: unsavedBody,
      answer,
      async serve({ exchange, body: { message, seconds, upstream: name, agent_id, ...rest } }) {
        const like = agent_id === undefined ? undefined : found(agent_id)
        const definition = agentDefinitionOf(rest, { cardOverrides: agents.cardOverrides })
        const upstreams = tests.unsaved({ name: 'test', ...definition }, like)
        return tried(upstreamOf(upstreams, name), { message, seconds, signal: exchange.signal })
      },
    }),
    adminRoute({
      method: 'POST',
      path: '/v1/agents/{agent}/upstreams/{name}/test',
      operationId: 'testUpstream',
      summary: 'Test one of the places where an agent runs',
      description: 'Asks for its card and, with `message`, sends it a message. `ok: false` has the reason.',
      tags,
      may: 'manage agents',
      params: z.object({ agent: z.string().describe('Id or name of the agent.'), name: z.string() }),
      body: testBody,
      answer,
      async serve({ exchange, params, body }) {
        const upstream = upstreamOf(tests.of(found(params.agent)), params.name)
        return tried(upstream, { ...body, signal: exchange.signal })
      },
    }),
  ]
}

function upstreamOf(upstreams: readonly UpstreamToTry[], name: string | undefined): UpstreamToTry {
  const found = name === undefined ? upstreams[0] : upstreams.find((upstream) => upstream.name === name)
  if (found) return found
  throw gatewayError(
    'NOT_FOUND',
    `There is no upstream '${name}'. It has: ${upstreams.map((upstream) => upstream.name).join(', ')}.`,
    { field: 'upstream' },
  )
}
