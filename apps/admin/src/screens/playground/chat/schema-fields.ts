import { z } from 'zod/mini'
import type { Message } from '../wire/content.ts'

/** What one member of an answer is, so far as a form can ask for it. */
export interface SchemaField {
  readonly name: string
  readonly label: string
  readonly description: string | undefined
  readonly required: boolean
  readonly kind: 'text' | 'number' | 'yes-no' | 'choice' | 'json'
  /** Of a choice, as JSON. */
  readonly choices: readonly string[]
  /** What stands there at first. */
  readonly initial: string
}

/** What an agent asks for by a JSON schema. */
export interface AskedForm {
  readonly title: string
  readonly fields: readonly SchemaField[]
}

const property = z.object({
  type: z.optional(z.unknown()),
  title: z.optional(z.string()),
  description: z.optional(z.string()),
  enum: z.optional(z.array(z.unknown())),
  default: z.optional(z.unknown()),
})
const schema = z.object({
  type: z.literal('object'),
  title: z.optional(z.string()),
  description: z.optional(z.string()),
  properties: z.record(z.string(), property),
  required: z.optional(z.array(z.string())),
})

/** The form that a question asks to be filled in: a JSON schema of an object as its data, or as a member of that. */
export function askedForm(question: Message | undefined): AskedForm | undefined {
  for (const part of question?.parts ?? []) {
    if (part.kind !== 'data') continue
    const inside = z.record(z.string(), z.unknown()).safeParse(part.data).data ?? {}
    for (const candidate of [part.data, ...Object.values(inside)]) {
      const { data } = schema.safeParse(candidate)
      if (data !== undefined) return formOf(data)
    }
  }
  return undefined
}

const formOf = ({ title, description, properties, required = [] }: z.infer<typeof schema>): AskedForm => ({
  title: description ?? title ?? 'The agent asks you to fill this in.',
  fields: Object.entries(properties).map(([name, each]) => ({
    name,
    label: each.title ?? name,
    description: each.description,
    required: required.includes(name),
    kind: kindOf(each),
    choices: (each.enum ?? []).map((value) => JSON.stringify(value)),
    initial: initialOf(each),
  })),
})

function kindOf({ type, enum: choices }: z.infer<typeof property>): SchemaField['kind'] {
  if (choices !== undefined) return 'choice'
  if (type === 'number' || type === 'integer') return 'number'
  if (type === 'boolean') return 'yes-no'
  return type === 'string' || type === undefined ? 'text' : 'json'
}

function initialOf(each: z.infer<typeof property>): string {
  if (each.default === undefined) return ''
  return typeof each.default === 'string' && each.enum === undefined ? each.default : JSON.stringify(each.default)
}

export type FieldTexts = Readonly<Record<string, string>>

/** The answer that texts make, or what is wrong with them by the name of the field. */
export function answerOfTexts(
  fields: readonly SchemaField[],
  texts: FieldTexts,
): { readonly data: Record<string, unknown>; readonly problems: Readonly<Record<string, string>> } {
  const data: Record<string, unknown> = {}
  const problems: Record<string, string> = {}
  for (const field of fields) {
    const text = texts[field.name] ?? field.initial
    if (field.kind === 'yes-no') data[field.name] = text === 'true'
    else if (text.trim() === '') {
      if (field.required) problems[field.name] = 'The agent needs this.'
    } else if (field.kind === 'text') data[field.name] = text
    else {
      const value = parsed(text)
      const fits = value !== undefined && (field.kind !== 'number' || typeof value === 'number')
      if (fits) data[field.name] = value
      else problems[field.name] = field.kind === 'number' ? 'This is not a number.' : 'This is not JSON.'
    }
  }
  return { data, problems }
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}
