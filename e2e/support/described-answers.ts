import { readFileSync } from 'node:fs'
import { isJsonObject } from '@gateway/core'
import { documentCheck } from '../../packages/server/src/described.fixture.ts'

/** What `admin-api.test.ts` holds to be what a gateway serves. */
const PUBLISHED = new URL('../../docs/reference/openapi.json', import.meta.url)

let check: ReturnType<typeof documentCheck> | undefined

/** Throws where an answer of the gateway's own API is not as it is described; what agents answer is theirs. */
export async function refuseUndescribed(method: string, path: string, answer: Response): Promise<void> {
  if (answer.status === 304 || method === 'HEAD') return
  const type = answer.headers.get('content-type') ?? ''
  if (/^(?:\/v1)?\/a2a\//.test(path) || !/^application\/json\b/.test(type)) return
  check ??= documentCheck(published())
  check({ method, path, status: answer.status, body: await answer.clone().json() })
}

function published() {
  const document: unknown = JSON.parse(readFileSync(PUBLISHED, 'utf8'))
  if (!isJsonObject(document)) throw new Error('docs/reference/openapi.json: write it with `npx pnpm schema`')
  return document
}
