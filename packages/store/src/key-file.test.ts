import { chmodSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, describe, expect, it } from 'vitest'
import { loadOrCreateKeyFile } from './key-file.ts'

const folder = mkdtempSync(join(tmpdir(), 'gateway-key-'))
afterAll(() => rmSync(folder, { recursive: true, force: true }))

describe('loadOrCreateKeyFile', () => {
  it('makes one key, also for several at once, that only its owner can read', async () => {
    const path = join(folder, 'made', 'key')
    const keys = await Promise.all(Array.from({ length: 8 }, () => loadOrCreateKeyFile(path)))
    expect(new Set(keys.map((key) => Buffer.from(key).toString('hex'))).size).toBe(1)
    expect(keys[0]).toHaveLength(32)
    expect(statSync(path).mode & 0o777).toBe(0o600)
    expect(readdirSync(join(folder, 'made'))).toEqual(['key'])
    expect(readFileSync(path, 'utf8')).toBe(`${Buffer.from(keys[0] ?? []).toString('base64')}\n`)
  })

  it('warns of a file that others can read, and uses it', async () => {
    const path = join(folder, 'open')
    const key = await loadOrCreateKeyFile(path)
    chmodSync(path, 0o644)
    const warnings: string[] = []
    const ignore = () => undefined
    const logger = {
      debug: ignore,
      info: ignore,
      error: ignore,
      warn: (_: object, message: string) => warnings.push(message),
    }
    expect(await loadOrCreateKeyFile(path, { logger })).toEqual(key)
    expect(warnings).toEqual([`The key file can be read by others: run chmod 600 ${path}`])
  })

  it('refuses a file that holds no key, and leaves it as it is', async () => {
    const path = join(folder, 'wrong')
    writeFileSync(path, 'c2hvcnQ=')
    await expect(loadOrCreateKeyFile(path)).rejects.toMatchObject({
      code: 'UNAVAILABLE',
      message: /32 bytes in base64/,
    })
    expect(readFileSync(path, 'utf8')).toBe('c2hvcnQ=')
  })

  it('says so when the file cannot be made', async () => {
    writeFileSync(join(folder, 'file'), '')
    await expect(loadOrCreateKeyFile(join(folder, 'file', 'key'))).rejects.toMatchObject({
      code: 'UNAVAILABLE',
      message: /cannot be used/,
    })
  })
})
