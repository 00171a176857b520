import { mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, onTestFinished, test } from 'vitest'
import { namedSecrets } from './named-secrets.ts'

const variables = { AGENT_KEY: 'k-1', AGENT_EMPTY: '', OTHER: 'o', GATEWAY_MASTER_KEY: 'sk-secret', DATABASE_URL: 'pg' }

test('a variable is read where it is listed', () => {
  const read = namedSecrets({ names: ['AGENT_*', 'OTHER'], variables, folder: undefined })
  expect(read('env', 'AGENT_KEY')).toEqual({ value: 'k-1' })
  expect(read('env', 'OTHER')).toEqual({ value: 'o' })
  expect(read('env', 'AGENT_NONE')).toEqual({ problem: 'the environment variable AGENT_NONE is not set' })
  expect(read('env', 'AGENT_EMPTY')).toEqual({ problem: 'the environment variable AGENT_EMPTY is not set' })
})

test.each(['GATEWAY_MASTER_KEY', 'DATABASE_URL', 'PATH', ''])('%s is not read, whatever is listed', (name) => {
  for (const names of [[], ['AGENT_*'], name === 'PATH' || name === '' ? ['OTHER'] : ['*', name]]) {
    expect(namedSecrets({ names, variables, folder: undefined })('env', name)).toEqual({
      problem: expect.stringContaining('SECRET_VARIABLES'),
    })
  }
})

test('a file is read inside the folder alone', () => {
  const folder = mkdtempSync(join(tmpdir(), 'secrets-'))
  onTestFinished(() => rmSync(folder, { recursive: true }))
  const inside = join(folder, 'inside')
  const read = namedSecrets({ names: [], variables, folder: inside })
  expect(read('file', 'token')).toEqual({ problem: 'there is no file token in SECRET_FOLDER that can be read' })
  mkdtempSync(join(folder, 'x'))
  writeFileSync(join(folder, 'outside'), 'secret')
  symlinkSync(folder, inside)
  rmSync(inside)
  const real = mkdtempSync(join(folder, 'real-'))
  symlinkSync(real, inside)
  writeFileSync(join(real, 'token'), 't-1\n')
  writeFileSync(join(real, 'empty'), '\n')
  writeFileSync(join(real, 'long'), 'x'.repeat(70_000))
  symlinkSync(join(folder, 'outside'), join(real, 'led-astray'))
  symlinkSync('token', join(real, 'linked'))
  expect(read('file', 'token')).toEqual({ value: 't-1' })
  expect(read('file', 'linked')).toEqual({ value: 't-1' })
  expect(read('file', 'empty')).toEqual({ problem: 'the file empty of SECRET_FOLDER is empty' })
  expect(read('file', 'long')).toEqual({ problem: expect.stringContaining('longer than a secret') })
  for (const name of ['../outside', 'led-astray', join(folder, 'outside'), '', '.', 'none', 'token\0']) {
    expect(read('file', name)).toEqual({ problem: expect.stringContaining('that can be read') })
  }
  expect(namedSecrets({ names: [], variables, folder: undefined })('file', 'token')).toEqual({
    problem: expect.stringContaining('SECRET_FOLDER'),
  })
})
