import { expect, test } from 'vitest'
import { csvOf } from './usage-csv.ts'

test('quotes what has to be, and lets nothing be taken for a formula', () => {
  const rows = [
    ['a,b', 1.5, null],
    ['say "hi"\n', -2, '=1+1'],
    ['@x', 0, "+1,'"],
  ]
  expect(csvOf(['name', 'cost', 'of'], rows)).toBe(
    `name,cost,of\r\n"a,b",1.5,\r\n"say ""hi""\n",-2,'=1+1\r\n'@x,0,"'+1,'"\r\n`,
  )
})
