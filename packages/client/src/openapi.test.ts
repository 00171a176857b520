import { readFile } from 'node:fs/promises'
import { expect, test } from 'vitest'
import { clientTypes } from '../client-types.ts'

test('the types are those of the description', async () => {
  const kept = await readFile(new URL('./openapi.ts', import.meta.url), 'utf8')
  expect(kept === (await clientTypes()), 'run pnpm schema and commit packages/client/src/openapi.ts').toBe(true)
})
