import { describe, expect, it } from 'vitest'
import { labelOf, membersOf, shapeOf } from './shape.ts'

const object = (properties: object, more: object = {}) => ({ type: 'object', properties, ...more })

describe('membersOf', () => {
  it('has each member with what people call it, and whether it has to be there', () => {
    const schema = object(
      { url: { type: 'string', description: 'Base URL.' }, apiKey: { type: 'string', secret: true } },
      { required: ['url'] },
    )
    expect(membersOf(schema)).toEqual([
      { name: 'url', label: 'URL', description: 'Base URL.', required: true, shape: { kind: 'text' } },
      { name: 'apiKey', label: 'API key', description: undefined, required: false, shape: { kind: 'secret' } },
    ])
  })

  it('has nothing of what is no schema of an object', () => {
    expect(membersOf({ $ref: '#/x' })).toEqual([])
    expect(membersOf('odd')).toEqual([])
  })
})

describe('shapeOf', () => {
  const texts = { type: 'object', additionalProperties: { type: 'string' } }
  it.each([
    [{ type: 'boolean' }, { kind: 'yes-no' }],
    [{ type: 'integer' }, { kind: 'number' }],
    [
      { type: 'string', enum: ['a', 'b'] },
      { kind: 'choice', options: ['a', 'b'] },
    ],
    [
      { type: 'string', const: 'a' },
      { kind: 'choice', options: ['a'] },
    ],
    [{ type: 'array', items: { type: 'string' } }, { kind: 'lines' }],
    [
      { ...texts, secret: true },
      { kind: 'texts', secret: true },
    ],
    [{ anyOf: [{ type: 'number' }, { type: 'string' }] }, { kind: 'text-or-number' }],
    [{ type: 'object', additionalProperties: {} }, { kind: 'json' }],
    [{ anyOf: [object({}), object({})] }, { kind: 'json' }],
  ])('%j is %j', (schema, shape) => {
    expect(shapeOf(schema, schema)).toEqual(shape)
  })

  it('makes all that is within a secret a secret', () => {
    expect(shapeOf(object({ id: { type: 'string' } }, { secret: true }), {})).toMatchObject({
      members: [{ shape: { kind: 'secret' } }],
    })
  })

  it('tells variants apart by the member that is fixed in each', () => {
    const variant = (type: string, more: object) => object({ type: { type: 'string', const: type }, ...more })
    const schema = { oneOf: [variant('none', {}), variant('token', { token: { type: 'string' } })] }
    expect(shapeOf(schema, schema)).toMatchObject({
      kind: 'variants',
      by: 'type',
      variants: [
        { value: 'none', members: [] },
        { value: 'token', members: [{ name: 'token' }] },
      ],
    })
  })

  it('follows references, also those that lead back', () => {
    const root = { $defs: { node: object({ next: { $ref: '#/$defs/node' } }) } }
    expect(shapeOf({ $ref: '#/$defs/node' }, root)).toMatchObject({ kind: 'members', members: [{ name: 'next' }] })
  })
})

it('labels are words', () => {
  expect(['protocolVersion', 'accountId', 'url'].map(labelOf)).toEqual(['Protocol version', 'Account ID', 'URL'])
})
