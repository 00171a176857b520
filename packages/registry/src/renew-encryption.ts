import type { AgentStore } from '@gateway/core'
import { z } from 'zod'
import type { Cipher } from './cipher.ts'

/** A cipher that knows which of its keys a text was encrypted with. */
export interface RenewableCipher extends Cipher {
  isCurrent(text: string): boolean
}

const sealed = z.looseObject({ upstreams: z.array(z.looseObject({ settings: z.string() })) })

/**
 * Encrypts with the current key what is stored of agents under a key from before, so that it can be taken away. What no
 * key reads is left as it is: its agent says so itself. Answers with how many were renewed, and how many no key reads.
 */
export async function renewEncryption(
  agents: AgentStore,
  cipher: RenewableCipher,
): Promise<{ readonly renewed: number; readonly unreadable: number }> {
  const counts = { renewed: 0, unreadable: 0 }
  for (const { id } of await agents.list()) {
    // As it is at this moment: another gateway may be writing.
    const row = await agents.get(id)
    const definition = row && renewedDefinition(row.definition, cipher)
    if (definition === 'unreadable') counts.unreadable += 1
    if (row === undefined || definition === undefined || definition === 'unreadable') continue
    // Its time stays: for everybody but the database, nothing has changed.
    // Whoever was faster has encrypted it with their current key.
    if (await agents.update({ ...row, definition }, row)) counts.renewed += 1
  }
  return counts
}

/** `undefined` where all is current. */
function renewedDefinition(text: string, cipher: RenewableCipher): string | undefined {
  const { data } = sealed.safeParse(parsed(text))
  if (data === undefined || data.upstreams.every(({ settings }) => cipher.isCurrent(settings))) return undefined
  try {
    const upstreams = data.upstreams.map((upstream) => ({
      ...upstream,
      settings: cipher.encrypt(cipher.decrypt(upstream.settings)),
    }))
    return JSON.stringify({ ...data, upstreams })
  } catch {
    return 'unreadable'
  }
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}
