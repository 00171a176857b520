import { answerOf } from '@gateway/client'
import { queryOptions } from '@tanstack/react-query'
import { api } from '../../api/client.ts'

const listTeams = (signal: AbortSignal) => answerOf(api.GET('/team/list', { signal }))

export type Team = Awaited<ReturnType<typeof listTeams>>[number]

export const teamsQuery = queryOptions({
  queryKey: ['teams', 'list'],
  queryFn: ({ signal }) => listTeams(signal),
})

/** A team with its keys, and the `ETag` that says whether somebody has changed it since. */
export const teamQuery = (id: string) =>
  queryOptions({
    queryKey: ['teams', 'one', id],
    async queryFn({ signal }) {
      const asked = api.GET('/team/info', { signal, params: { query: { team_id: id } } })
      const [{ team_info: team, keys }, { response }] = await Promise.all([answerOf(asked), asked])
      return { team, keys, etag: response.headers.get('etag') ?? undefined }
    },
  })

export const teamName = ({ team_alias, team_id }: Pick<Team, 'team_alias' | 'team_id'>) => team_alias ?? team_id
