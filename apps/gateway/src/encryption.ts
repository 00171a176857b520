import { existsSync } from 'node:fs'
import { resolve } from 'node:path'
import type { AgentStore, Logger } from '@gateway/core'
import { renewEncryption } from '@gateway/registry'
import { loadOrCreateKeyFile, type SecretCipher, secretCipher } from '@gateway/store'
import type { Environment } from './environment.ts'

export interface EncryptionOptions {
  readonly environment: Pick<Environment, 'GATEWAY_ENCRYPTION_KEY' | 'GATEWAY_ENCRYPTION_KEY_PREVIOUS'>
  readonly dataFolder: string
  readonly agents: AgentStore
  readonly logger: Logger
}

/**
 * What encrypts secrets at rest: with GATEWAY_ENCRYPTION_KEY, else with the key file beside the database. What is still
 * under the previous key, or under that of the file, is encrypted anew.
 */
export async function encryptionOf({
  environment: { GATEWAY_ENCRYPTION_KEY: given, GATEWAY_ENCRYPTION_KEY_PREVIOUS: former },
  dataFolder,
  agents,
  logger,
}: EncryptionOptions): Promise<SecretCipher> {
  const path = resolve(dataFolder, 'encryption.key')
  const file = given === undefined || existsSync(path) ? [await loadOrCreateKeyFile(path, { logger })] : []
  const [key, ...previous] = [given, ...file, former].filter((each) => each !== undefined)
  // There is a file where no key was given.
  if (key === undefined) throw new TypeError('A key file was made, and is not there.')
  const cipher = secretCipher(key, previous)
  if (previous.length === 0) return cipher
  const { renewed, unreadable } = await renewEncryption(agents, cipher)
  if (renewed > 0) logger.info({ agents: renewed }, 'the settings of agents were encrypted with the new key')
  if (unreadable > 0) {
    logger.warn(
      { agents: unreadable },
      'the settings of some agents can be read with none of the keys; keep the former ones',
    )
  }
  return cipher
}
