import { createHash } from 'node:crypto'

/** The id of an agent from the file: the same on every gateway, after every edit of the rest. */
export function fileAgentId(name: string): string {
  return createHash('sha256').update(name).digest('hex')
}
