import { answerOf } from './create-client.ts'

/** What an answer is followed by: `cursor` of the next page, to be put into the query. The first page has none. */
export interface NextPage {
  readonly cursor?: string
}

/**
 * The pages of a list, one after the other, whether it is a bare array (`x-next-cursor`) or has a `next_cursor`. Throws an
 * `ApiError` when the gateway refuses one.
 *
 * `for await (const agents of pagesOf((next) => client.GET('/v1/agents', { params: { query: { limit: 200, ...next } } })))`
 */
export async function* pagesOf<Data>(
  ask: (next: NextPage) => Promise<{ readonly data?: Data; readonly error?: unknown; readonly response: Response }>,
): AsyncGenerator<Data, undefined, undefined> {
  for (let next: NextPage | undefined = {}; next !== undefined; ) {
    const call = ask(next)
    const page = await answerOf(call)
    yield page
    next = nextOf(page, (await call).response)
  }
}

function nextOf(page: unknown, { headers }: Response): NextPage | undefined {
  const told = headers.get('x-next-cursor') ?? memberOf(page, 'next_cursor')
  return typeof told === 'string' ? { cursor: told } : undefined
}

const memberOf = (value: unknown, name: string): unknown =>
  typeof value === 'object' && value !== null && name in value ? Reflect.get(value, name) : undefined
