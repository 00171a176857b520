import { z } from 'zod/mini'

const text = z.catch(z.optional(z.string()), undefined)

const cardSchema = z.object({
  name: text,
  description: text,
  protocolVersion: text,
  preferredTransport: text,
  capabilities: z.catch(z.optional(z.object({ streaming: z.catch(z.optional(z.boolean()), undefined) })), undefined),
  skills: z.catch(z.optional(z.array(z.object({ name: text, id: text }))), undefined),
  supportedInterfaces: z.catch(
    z.optional(z.array(z.object({ protocolBinding: text, protocolVersion: text }))),
    undefined,
  ),
})

export interface FoundCard {
  readonly name: string | undefined
  readonly description: string | undefined
  /** `A2A 0.3, JSONRPC · streaming`. */
  readonly speaks: string
  readonly skills: readonly string[]
}

/** What a card says of an agent, whatever version of A2A it is written in. */
export function foundCard(card: unknown): FoundCard | undefined {
  const { data } = cardSchema.safeParse(card)
  if (data === undefined) return undefined
  const { name, description, capabilities, skills = [], supportedInterfaces: [first] = [] } = data
  const version = first?.protocolVersion ?? data.protocolVersion
  const binding = first?.protocolBinding ?? data.preferredTransport
  const protocol = [version === undefined ? 'A2A' : `A2A ${version}`, binding].filter((part) => part !== undefined)
  return {
    name,
    description,
    speaks: `${protocol.join(', ')}${capabilities?.streaming === true ? ' · streaming' : ''}`,
    skills: skills.flatMap((skill) => skill.name ?? skill.id ?? []),
  }
}
