import { answerOf } from '@gateway/client'
import { api } from '../../api/client.ts'
import { parametersOf, type UsageAnswer, type UsageGroup, type UsageQuestion } from './usage-query.ts'

/** A file to save. */
export interface UsageFile {
  readonly name: string
  readonly type: string
  readonly text: string
}

type Parameters = ReturnType<typeof parametersOf>

/** What is shown as a file, with all groups: the API gives them page by page. */
export async function exportUsage(question: UsageQuestion, format: 'csv' | 'json'): Promise<UsageFile> {
  const parameters = parametersOf(question)
  const pages = await pagesOf(parameters)
  const name = `usage-${parameters.from}-${parameters.to}.${format}`.replaceAll(':00:00Z', '')
  if (format === 'csv') return { name, type: 'text/csv', text: await tableOf(parameters, pages) }
  const [first] = pages
  const groups = pages.flatMap((page): readonly UsageGroup[] => page.groups ?? [])
  const { next_cursor: _over, ...whole } = { ...first, groups }
  return { name, type: 'application/json', text: `${JSON.stringify(whole, null, 2)}\n` }
}

async function pagesOf(parameters: Parameters): Promise<readonly UsageAnswer[]> {
  const pages: UsageAnswer[] = []
  let cursor: number | undefined = 0
  while (cursor !== undefined) {
    const page: UsageAnswer = await answerOf(api.GET('/v1/usage', { params: { query: { ...parameters, cursor } } }))
    pages.push(page)
    cursor = page.next_cursor === null ? undefined : Number(page.next_cursor)
  }
  return pages
}

/** The same pages as one table: its head is that of the first. */
async function tableOf(parameters: Parameters, pages: readonly UsageAnswer[]): Promise<string> {
  let table = ''
  let cursor = 0
  for (const { next_cursor: next } of pages) {
    const query = { ...parameters, cursor, format: 'csv' } as const
    const text = await answerOf(api.GET('/v1/usage', { params: { query }, parseAs: 'text' }))
    table += table === '' ? text : text.slice(text.indexOf('\n') + 1)
    cursor = Number(next)
  }
  return table
}
