import type { CallRecord } from '@gateway/core'

/** The members that are text from outside. What the gateway itself makes (ids of keys and agents, codes, times) holds no secret. */
const WORDS = [
  'requestId',
  'keyAlias',
  'userId',
  'teamId',
  'agentName',
  'upstream',
  'taskId',
  'contextId',
  'sessionId',
  'errorMessage',
] as const

type Words = { -readonly [Name in (typeof WORDS)[number]]?: CallRecord[Name] }

/** The record with its texts and lists of texts as `text` tells them; content is left as it is. */
export function redactWords(
  record: CallRecord,
  text: (text: string) => string,
  suspicious: (text: string) => boolean,
): CallRecord {
  const { tags, attempts, usage, headers } = record
  let all = ''
  for (const name of WORDS) all += `${record[name] ?? ''}\n`
  if (tags !== undefined) all += tags.join('\n')
  if (attempts !== undefined) for (const attempt of attempts) all += `\n${attempt.upstream}`
  if (usage?.model !== undefined) all += `\n${usage.model}`
  if (headers !== undefined) all += `\n${Object.values(headers).join('\n')}`
  if (!suspicious(all)) return record
  const words: Words = {}
  for (const name of WORDS) {
    const word = record[name]
    if (word !== undefined) Object.assign(words, { [name]: text(word) })
  }
  return {
    ...record,
    ...words,
    ...(tags === undefined ? {} : { tags: tags.map(text) }),
    ...(attempts === undefined
      ? {}
      : { attempts: attempts.map((attempt) => ({ ...attempt, upstream: text(attempt.upstream) })) }),
    ...(headers === undefined ? {} : { headers: redactedHeaders(headers, text) }),
    ...(usage?.model === undefined ? {} : { usage: { ...usage, model: text(usage.model) } }),
  }
}

const redactedHeaders = (headers: Readonly<Record<string, string>>, text: (text: string) => string) =>
  Object.fromEntries(Object.entries(headers).map(([name, value]) => [name, text(value)]))
