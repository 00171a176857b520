import type { Caller, KeyAdministration, StoredKey } from '@gateway/core'
import { z } from 'zod'
import { adminRoute, type Route } from './admin-route.ts'
import { keyBody, keyChange, knownRegenerateMembers } from './key-body.ts'
import { type KeyRights, refuseOwnBudget } from './key-rights.ts'
import { keyMembers, keyView } from './key-view.ts'
import { wholeInterval } from './rotation-body.ts'

const changes = keyBody.extend({ new_key: z.string().nullable().optional() })
const namedBody = changes.superRefine(knownRegenerateMembers).superRefine(wholeInterval)
const regenerateBody = changes
  .extend({ key: z.string({ error: 'missing: the key or its hash' }).min(1) })
  .superRefine(knownRegenerateMembers)
  .superRefine(wholeInterval)
const rotateBody = z.strictObject({
  new_key: z.string().nullable().optional().describe('A key of your own: asking again with it is asking once.'),
})
const answer = z
  .object({ key: z.string().describe('The new key. It is shown this once.'), token_id: z.string(), ...keyMembers })
  .meta({ id: 'ReplacedKey' })

const view = ({ key, stored }: { readonly key: string; readonly stored: StoredKey }) => ({
  key,
  token_id: stored.id,
  ...keyView(stored),
})

/** Routes by which a key stays what it is and gets another secret. */
export function rotationRoutes(keys: KeyAdministration, rights: Pick<KeyRights, 'change'>): readonly Route[] {
  const regenerate = async (caller: Caller, keyOrHash: string, body: z.infer<typeof namedBody>) => {
    const change = keyChange(body)
    let permitted = await rights.change(caller, '/key/regenerate', keyOrHash, body)
    if (Object.keys(change).length > 0) permitted = await rights.change(caller, '/key/update', keyOrHash, body)
    refuseOwnBudget(permitted, change)
    if (change.blocked !== undefined) {
      await rights.change(caller, change.blocked ? '/key/block' : '/key/unblock', keyOrHash)
    }
    const done = await keys.regenerate(keyOrHash, {
      ...change,
      ...permitted,
      ...(body.new_key ? { key: body.new_key } : {}),
      ...(body.grace_period ? { grace: body.grace_period } : {}),
    })
    return view(done)
  }
  const shared = {
    method: 'POST',
    tags: ['Keys'],
    answer,
    may: { inTeam: 'manage keys' },
    description: 'Secrets before it end with `grace_period`; without it, at once.',
  } as const
  return [
    adminRoute({
      ...shared,
      path: '/key/{key}/regenerate',
      operationId: 'regenerateNamedKey',
      summary: 'Give a key another secret, and change it',
      params: z.object({ key: z.string() }),
      body: namedBody,
      serve: ({ caller, params, body }) => regenerate(caller, params.key, body),
    }),
    adminRoute({
      ...shared,
      path: '/key/regenerate',
      operationId: 'regenerateKey',
      summary: 'Give a key another secret, and change it',
      body: regenerateBody,
      serve: ({ caller, body }) => regenerate(caller, body.key, body),
    }),
    adminRoute({
      ...shared,
      path: '/key/rotate',
      operationId: 'rotateKey',
      summary: 'Replace the key that asks',
      description:
        'For the holder of a key with `auto_rotate`, once for each secret. The one before works on for its grace_period.',
      may: 'anyone with a credential',
      body: rotateBody,
      serve: async ({ caller, body: { new_key } }) => view(await keys.rotate(caller, new_key ? { key: new_key } : {})),
    }),
  ]
}
