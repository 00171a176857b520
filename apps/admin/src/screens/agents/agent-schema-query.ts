import { answerOf } from '@gateway/client'
import { queryOptions } from '@tanstack/react-query'
import { api } from '../../api/client.ts'
import { type Member, membersOf } from '../../components/schema-form/shape.ts'

/** What the definition of an agent can say, as a form draws it. For administrators. */
export const agentSchemaQuery = queryOptions({
  queryKey: ['agent-schema'],
  staleTime: Number.POSITIVE_INFINITY,
  queryFn: async ({ signal }): Promise<readonly Member[]> =>
    membersOf(await answerOf(api.GET('/v1/agent_schema', { signal }))),
})

/** Those of the members that are named, in the order of the names. */
export const membersNamed = (members: readonly Member[], names: readonly string[]): readonly Member[] =>
  names.flatMap((name) => members.find((member) => member.name === name) ?? [])
