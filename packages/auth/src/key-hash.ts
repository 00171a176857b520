import { hash } from 'node:crypto'

/** The id under which a key is stored: its SHA-256 in hex, the same as LiteLLM's. The key cannot be read back from it. */
export function keyHash(key: string): string {
  return hash('sha256', key, 'hex')
}

/** What an administrator recognises a key by. */
export function keyName(key: string): string {
  return `sk-...${key.slice(-4)}`
}
