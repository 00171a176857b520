import type { SendMessageRequest } from './protocol.ts'

/**
 * Where agents look for the skill that a message asks for: A2A has no member of its own for it. It stands in the metadata
 * of the message or of the request.
 */
export const SKILL_MEMBERS = ['skillId', 'skill_id', 'skill'] as const

/** The skills that a message names. One that is no text is none that anybody is granted: it is given as JSON. */
export function namedSkills({ message, metadata }: SendMessageRequest): readonly string[] {
  const named = [message.metadata, metadata].flatMap((from) => SKILL_MEMBERS.map((member) => from?.[member]))
  return named
    .filter((value) => value !== undefined && value !== null)
    .map((value) => (typeof value === 'string' ? value : JSON.stringify(value)))
}
