import type { KeyRotation, KeyRotationChange } from '@gateway/core'
import { z } from 'zod'
import { time } from './view-members.ts'

const duration = z.string().trim().min(1).nullable().optional()

/** When the holder of a key has to replace it, by LiteLLM's names. */
export const rotationFields = {
  auto_rotate: z.boolean().nullable().optional(),
  rotation_interval: duration,
  grace_period: duration,
}

type Rotation = { readonly [Name in keyof typeof rotationFields]?: z.infer<(typeof rotationFields)[Name]> }

/** Refuses a rule that would not hold: an interval or a grace without `auto_rotate`, or that without an interval. */
export function wholeRotation(body: Rotation, context: z.RefinementCtx): void {
  wholeInterval(body, context)
  if (body.grace_period && body.auto_rotate !== true) {
    context.addIssue({ code: 'custom', path: ['auto_rotate'], message: 'must be true for a grace_period to hold' })
  }
}

/** The same where `grace_period` is that of the secret that is being replaced. */
export function wholeInterval(body: Rotation, context: z.RefinementCtx): void {
  const { auto_rotate, rotation_interval } = body
  if (auto_rotate === true && !rotation_interval) {
    context.addIssue({
      code: 'custom',
      path: ['rotation_interval'],
      message: 'missing: how often the key is replaced, such as 30d',
    })
  }
  if (rotation_interval && auto_rotate !== true) {
    context.addIssue({ code: 'custom', path: ['auto_rotate'], message: 'must be true for a rotation_interval to hold' })
  }
}

/** The rule that a body asks for. */
export function rotationChange(body: Rotation): { rotation?: KeyRotationChange } {
  const { auto_rotate, rotation_interval, grace_period } = body
  if (auto_rotate === false || auto_rotate === null) return { rotation: null }
  if (!auto_rotate || !rotation_interval) return {}
  return { rotation: { interval: rotation_interval, ...(grace_period ? { grace: grace_period } : {}) } }
}

/** The members of `rotationView`. */
export const rotationAnswer = {
  auto_rotate: z.boolean().describe('Its holder has to replace it (`POST /key/rotate`).'),
  rotation_interval: z.string().nullable(),
  grace_period: z.string().nullable().describe('How long it works on after it was due, or was replaced by its holder.'),
  rotation_count: z.int(),
  last_rotation_at: time.nullable(),
  key_rotation_at: time.nullable().describe('When it has to be replaced next.'),
}

/** The rule as answers show it. */
export function rotationView(rotation: KeyRotation | undefined) {
  return {
    auto_rotate: rotation?.interval !== undefined,
    rotation_interval: rotation?.interval ?? null,
    grace_period: rotation?.grace ?? null,
    rotation_count: rotation?.count ?? 0,
    last_rotation_at: rotation?.lastAt ?? null,
    key_rotation_at: rotation?.dueAt ?? null,
  }
}
