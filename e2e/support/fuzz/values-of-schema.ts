import fc from 'fast-check'
import type { Wire } from '../wire.ts'

/** What programs trip over. */
const HOSTILE: readonly unknown[] = [
  null,
  true,
  0,
  -1,
  1.5,
  1e308,
  Number.MAX_SAFE_INTEGER + 2,
  '',
  ' ',
  '\u0000',
  '\ud800',
  '🦆',
  "'; drop table keys; --",
  '../../etc/passwd',
  '__proto__',
  'constructor',
  '${GATEWAY_MASTER_KEY}',
  'http://169.254.169.254/',
  'x'.repeat(10_000),
  [],
  {},
  [[[[]]]],
  { constructor: {}, toString: null },
  JSON.parse('{"__proto__":{"role":"admin"}}'),
]

export interface SchemaOptions {
  /** The document's `components.schemas`. */
  readonly schemas: Wire
  /** Strings that name something that is there. */
  readonly known: readonly string[]
  /** Of a hundred places, how many get something that does not belong there. */
  readonly wrong: number
}

/** Values that fit a JSON Schema, and some that nearly do. */
export function valuesOf(schema: Wire, options: SchemaOptions, depth = 0): fc.Arbitrary<unknown> {
  const fitting = fits(schema ?? {}, options, depth)
  return fc.oneof(
    { weight: 100 - options.wrong, arbitrary: fitting },
    { weight: options.wrong, arbitrary: fc.constantFrom(...HOSTILE) },
  )
}

function fits(schema: Wire, options: SchemaOptions, depth: number): fc.Arbitrary<unknown> {
  if (schema.$ref !== undefined) return fits(options.schemas[schema.$ref.split('/').at(-1)], options, depth)
  if (schema.const !== undefined) return fc.constant(schema.const)
  if (schema.enum !== undefined) return fc.constantFrom(...schema.enum)
  const choices: Wire[] | undefined = schema.anyOf ?? schema.oneOf
  if (choices !== undefined) return fc.oneof(...choices.map((each) => valuesOf(each, options, depth)))
  const type = Array.isArray(schema.type) ? schema.type[0] : schema.type
  if (depth > 4) return fc.constant(null)
  switch (type) {
    case 'string':
      return text(schema, options)
    case 'integer':
    case 'number':
      return numeric(schema)
    case 'boolean':
      return fc.boolean()
    case 'null':
      return fc.constant(null)
    case 'array':
      return fc.array(valuesOf(schema.items, options, depth + 1), { maxLength: 3 })
    case 'object':
      return members(schema, options, depth)
    default:
      return fc.jsonValue({ maxDepth: 2 })
  }
}

function text(schema: Wire, { known }: SchemaOptions): fc.Arbitrary<unknown> {
  const formats: Record<string, readonly string[]> = {
    'date-time': ['2026-01-31T09:00:00Z', '0000-01-01T00:00:00Z', '9999-12-31T23:59:59.999Z'],
    date: ['2026-01-31'],
    email: ['ann@example.com'],
    uuid: ['01900000-0000-7000-8000-000000000000'],
  }
  const named = formats[schema.format]
  return fc.oneof(
    { weight: 6, arbitrary: fc.constantFrom(...(named ?? known)) },
    { weight: 2, arbitrary: fc.constantFrom('30s', '30d', 'all', 'none', '*', 'read', 'SendMessage') },
    { weight: 1, arbitrary: fc.string({ maxLength: 20, unit: 'grapheme' }) },
  )
}

function numeric({ minimum = -2, maximum = 10_000, type }: Wire): fc.Arbitrary<unknown> {
  const [min, max] = [Math.max(minimum, -1e9), Math.min(maximum, 1e9)]
  return type === 'integer' ? fc.integer({ min, max }) : fc.double({ min, max, noNaN: true })
}

function members(schema: Wire, options: SchemaOptions, depth: number): fc.Arbitrary<unknown> {
  const { properties = {}, required = [], additionalProperties } = schema
  const named = Object.fromEntries(
    Object.entries<Wire>(properties).map(([name, member]) => [name, valuesOf(member, options, depth + 1)]),
  )
  const free =
    typeof additionalProperties === 'object'
      ? fc.dictionary(
          fc.constantFrom('*', 'hello', 'a', '__proto__'),
          valuesOf(additionalProperties, options, depth + 1),
          {
            maxKeys: 2,
          },
        )
      : fc.constant({})
  return fc.tuple(fewOf(named, required), free, fc.nat(99), fc.nat(9)).map(([object, more, chance, index]) => {
    const whole: Record<string, unknown> = { ...object, ...more }
    const left = Object.keys(whole)[index]
    if (chance < options.wrong && left !== undefined) delete whole[left]
    return whole
  })
}

/** What is required, and at most three more: of many at once, one is always refused. */
export function fewOf(members: Record<string, fc.Arbitrary<unknown>>, required: readonly string[]) {
  const optional = Object.keys(members).filter((name) => !required.includes(name))
  return fc
    .subarray(optional, { maxLength: Math.min(3, optional.length) })
    .chain((more) =>
      fc.record(
        Object.fromEntries(Object.entries(members).filter(([name]) => required.includes(name) || more.includes(name))),
      ),
    )
}
