import { chmod, mkdtemp, readFile, rm, stat, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { keyHash } from '@gateway/auth'
import { memoryStore } from '@gateway/store'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { type MasterKeyOptions, masterKey, writeKeyFile } from './master-key.ts'

const ask = (options: Partial<MasterKeyOptions> = {}) =>
  masterKey({ given: undefined, host: '127.0.0.1', settings: memoryStore().settings, reset: false, ...options })

describe('masterKey', () => {
  test('is made once, kept hashed, and made anew on demand', async () => {
    const { settings } = memoryStore()
    const first = await ask({ settings })
    expect(first.made).toMatch(/^sk-[\w-]{43}$/)
    expect(first.hash).toBe(keyHash(first.made ?? ''))
    expect(await settings.get('master-key-hash')).toBe(first.hash)
    expect(await ask({ settings })).toEqual({ hash: first.hash })
    const reset = await ask({ settings, reset: true })
    expect(reset.made).not.toBe(first.made)
    expect(await ask({ settings })).toEqual({ hash: reset.hash })
  })

  test('a given one counts, and leaves the made one as it is', async () => {
    const { settings } = memoryStore()
    const { hash } = await ask({ settings })
    const given = 'sk-long-enough-to-be-good'
    expect(await ask({ settings, given, host: '0.0.0.0' })).toEqual({ hash: keyHash(given) })
    expect(await ask({ settings })).toEqual({ hash })
  })

  test.each(['127.0.0.1', '127.9.9.9', 'localhost', '::1'])(
    'a weak one is taken with a warning on %s',
    async (host) => {
      expect(await ask({ given: 'sk-1234', host })).toEqual({ hash: keyHash('sk-1234'), warning: expect.any(String) })
    },
  )

  test.each(['0.0.0.0', '::', '192.0.2.1', '127.example.com.evil', 'gateway'])('and refused on %s', async (host) => {
    await expect(ask({ given: 'sk-1234', host })).rejects.toMatchObject({ name: 'StartupError' })
  })
})

describe('writeKeyFile', () => {
  let folder = ''
  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'master-key-'))
  })
  afterAll(() => rm(folder, { recursive: true }))
  const mode = async (path: string) => (await stat(path)).mode & 0o777

  test('only its user can read it, also where others could read the one before', async () => {
    const path = join(folder, 'not', 'there', 'admin-key')
    await writeKeyFile(path, 'sk-one')
    expect([await readFile(path, 'utf8'), await mode(path)]).toEqual(['sk-one\n', 0o600])
    await writeFile(path, 'old')
    await chmod(path, 0o644)
    await writeKeyFile(path, 'sk-two')
    expect([await readFile(path, 'utf8'), await mode(path)]).toEqual(['sk-two\n', 0o600])
  })

  test('where it cannot be written, the remedy is told and not the key', async () => {
    await writeFile(join(folder, 'file'), '')
    const writing = writeKeyFile(join(folder, 'file', 'admin-key'), 'sk-secret')
    await expect(writing).rejects.toMatchObject({ name: 'StartupError', message: expect.stringMatching(/--reset-key/) })
    await expect(writing).rejects.not.toMatchObject({ message: expect.stringContaining('sk-secret') })
  })
})
