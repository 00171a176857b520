import { isObject, type JsonObject } from './json.ts'

/** One member of an object, as a form draws it. */
export interface Member {
  readonly name: string
  readonly label: string
  readonly description: string | undefined
  readonly required: boolean
  readonly shape: Shape
}

/** What a form draws for a schema. What it has no better way for is `json`: written as such. */
export type Shape =
  | { readonly kind: 'text' | 'secret' | 'number' | 'yes-no' | 'lines' | 'json' }
  /** A text, or a number where it is written as one. */
  | { readonly kind: 'text-or-number' }
  | { readonly kind: 'choice'; readonly options: readonly string[] }
  /** Names and their texts. */
  | { readonly kind: 'texts'; readonly secret: boolean }
  | { readonly kind: 'members'; readonly members: readonly Member[] }
  | { readonly kind: 'list'; readonly members: readonly Member[] }
  /** One of several, told apart by a member. */
  | { readonly kind: 'variants'; readonly by: string; readonly variants: readonly Variant[] }

export interface Variant {
  readonly value: string
  readonly members: readonly Member[]
}

const TOO_DEEP = 8

/** The members of a JSON Schema of an object, in its order. */
export function membersOf(schema: unknown, root = schema, secret = false, depth = 0): readonly Member[] {
  const { properties, required } = resolved(schema, root)
  if (!isObject(properties)) return []
  return Object.entries(properties).map(([name, member]) => ({
    name,
    label: labelOf(name),
    description: descriptionOf(resolved(member, root)),
    required: Array.isArray(required) && required.includes(name),
    shape: shapeOf(member, root, secret, depth + 1),
  }))
}

export function shapeOf(given: unknown, root: unknown, within = false, depth = 0): Shape {
  const schema = resolved(given, root)
  const secret = within || schema.secret === true
  if (depth > TOO_DEEP) return { kind: 'json' }
  const branches = Array.isArray(schema.oneOf) ? schema.oneOf : Array.isArray(schema.anyOf) ? schema.anyOf : undefined
  if (branches !== undefined) return branchesShape(branches, root, secret, depth)
  if (Array.isArray(schema.enum)) return { kind: 'choice', options: schema.enum.map(String) }
  if (typeof schema.const === 'string') return { kind: 'choice', options: [schema.const] }
  if (schema.type === 'boolean') return { kind: 'yes-no' }
  if (schema.type === 'number' || schema.type === 'integer') return { kind: 'number' }
  if (schema.type === 'string') return { kind: secret ? 'secret' : 'text' }
  if (schema.type === 'array') return listShape(schema, root, secret, depth)
  return schema.type === 'object' ? objectShape(schema, root, secret, depth) : { kind: 'json' }
}

function objectShape(schema: JsonObject, root: unknown, secret: boolean, depth: number): Shape {
  if (isObject(schema.properties)) return { kind: 'members', members: membersOf(schema, root, secret, depth) }
  const values = resolved(schema.additionalProperties, root)
  return values.type === 'string' ? { kind: 'texts', secret } : { kind: 'json' }
}

function listShape(schema: JsonObject, root: unknown, secret: boolean, depth: number): Shape {
  const items = resolved(schema.items, root)
  if (items.type === 'string' && !Array.isArray(items.enum)) return { kind: 'lines' }
  const members = membersOf(items, root, secret, depth)
  return members.length > 0 ? { kind: 'list', members } : { kind: 'json' }
}

function branchesShape(branches: readonly unknown[], root: unknown, secret: boolean, depth: number): Shape {
  const schemas = branches.map((branch) => resolved(branch, root))
  const types = schemas.map(({ type }) => type)
  if (types.length > 0 && types.every((type) => type === 'string' || type === 'number')) {
    return { kind: 'text-or-number' }
  }
  const by = tellingMember(schemas)
  if (by === undefined) return { kind: 'json' }
  const variants = schemas.map((schema) => ({
    value: constOf(schema, by) ?? '',
    members: membersOf(schema, root, secret, depth).filter(({ name }) => name !== by),
  }))
  return { kind: 'variants', by, variants }
}

/** The member by whose fixed value each of them is told from the others. */
function tellingMember(schemas: readonly JsonObject[]): string | undefined {
  const [first] = schemas
  const names = isObject(first?.properties) ? Object.keys(first.properties) : []
  return names.find((name) => schemas.every((schema) => constOf(schema, name) !== undefined))
}

function constOf({ properties }: JsonObject, name: string): string | undefined {
  const member = isObject(properties) ? properties[name] : undefined
  return isObject(member) && typeof member.const === 'string' ? member.const : undefined
}

function resolved(schema: unknown, root: unknown): JsonObject {
  if (!isObject(schema)) return {}
  const place = typeof schema.$ref === 'string' ? /^#\/\$defs\/([^/]+)$/.exec(schema.$ref)?.[1] : undefined
  if (place === undefined || !isObject(root) || !isObject(root.$defs)) return schema
  const target = root.$defs[place]
  return isObject(target) ? { ...target, ...schema } : schema
}

const descriptionOf = ({ description }: JsonObject) => (typeof description === 'string' ? description : undefined)

/** `protocolVersion` as people write it: `Protocol version`; `url` is an abbreviation. */
export function labelOf(name: string): string {
  const words = name
    .replaceAll(/[A-Z]/g, (letter) => ` ${letter.toLowerCase()}`)
    .replaceAll(/\b(url|api|id|arn)\b/g, (word) => word.toUpperCase())
  return words.charAt(0).toUpperCase() + words.slice(1)
}
