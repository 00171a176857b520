import { globSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { requirements } from './requirements.ts'

test('every requirement has a proof', () => {
  const folder = import.meta.dirname
  const cited = globSync('*.test.ts', { cwd: folder }).flatMap((file) =>
    [...readFileSync(join(folder, file), 'utf8').matchAll(/\bverifies\(([^)]*)\)/g)].flatMap(([, ids]) =>
      [...(ids ?? '').matchAll(/'([^']+)'/g)].map(([, id]) => id),
    ),
  )
  expect(Object.keys(requirements).filter((id) => !cited.includes(id))).toEqual([])
})
