import { randomBytes, randomUUID } from 'node:crypto'
import { link, open, readFile, rm, stat } from 'node:fs/promises'
import { dirname } from 'node:path'
import { gatewayError, type Logger } from '@gateway/core'
import { makeFolder } from './make-folder.ts'

const BYTES = 32

/**
 * The key in a file: 32 random bytes as base64, in a file that its owner alone may read. Made when it is not there; of
 * several processes that do so at once, all get the same. A file that others may read is warned of.
 *
 * Rejects with `UNAVAILABLE` when the file can be neither read nor made, or holds something else.
 */
export async function loadOrCreateKeyFile(
  path: string,
  options: { readonly logger?: Logger } = {},
): Promise<Uint8Array> {
  try {
    const text = (await readKey(path)) ?? (await createKey(path))
    const key = Buffer.from(text.trim(), 'base64')
    if (key.length !== BYTES) throw new Error(`it does not hold ${BYTES} bytes in base64`)
    if (process.platform !== 'win32' && ((await stat(path)).mode & 0o077) !== 0) {
      options.logger?.warn({ path }, `The key file can be read by others: run chmod 600 ${path}`)
    }
    return key
  } catch (cause) {
    const why = cause instanceof Error ? cause.message : String(cause)
    throw gatewayError(
      'UNAVAILABLE',
      `The key file ${path} cannot be used: ${why}. Restore it from a backup, make its folder writable for this user, or set GATEWAY_ENCRYPTION_KEY.`.replace(
        /\s+/g,
        ' ',
      ),
      { cause },
    )
  }
}

async function readKey(path: string): Promise<string | undefined> {
  try {
    return await readFile(path, 'utf8')
  } catch (error) {
    if (isCode(error, 'ENOENT')) return undefined
    throw error
  }
}

/** Written whole beside its place and then linked there: nobody ever reads half a key, and a key that is there is not replaced. */
async function createKey(path: string): Promise<string> {
  await makeFolder(dirname(path))
  const draft = `${path}.${randomUUID()}`
  try {
    const file = await open(draft, 'wx', 0o600)
    try {
      await file.writeFile(`${randomBytes(BYTES).toString('base64')}\n`)
      await file.sync()
    } finally {
      await file.close()
    }
    await link(draft, path).catch((error: unknown) => {
      if (!isCode(error, 'EEXIST')) throw error
    })
  } finally {
    await rm(draft, { force: true })
  }
  return await readFile(path, 'utf8')
}

function isCode(error: unknown, code: string): boolean {
  return typeof error === 'object' && error !== null && 'code' in error && error.code === code
}
