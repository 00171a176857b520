import { isJsonObject } from '@gateway/core'
import { expect, test } from 'vitest'
import { agentsJsonSchema } from './agents-json-schema.ts'
import { fakeAdapter } from './fake-adapter.fixture.ts'

const schema = agentsJsonSchema([fakeAdapter().adapter, fakeAdapter('other').adapter])

test('a list of definitions, unknown members refused, with descriptions', () => {
  expect(schema).toMatchObject({
    $schema: 'https://json-schema.org/draft/2020-12/schema',
    type: 'array',
    items: {
      type: 'object',
      required: ['name', 'upstreams'],
      additionalProperties: false,
      properties: {
        name: { type: 'string', description: expect.any(String) },
        contexts: { enum: ['isolate', 'pass'], default: 'isolate' },
        upstreams: { type: 'array', minItems: 1, maxItems: 256 },
      },
    },
  })
})

test('the settings are those of the adapter, `url` not demanded among them', () => {
  expect(schema).toMatchObject({
    items: {
      properties: {
        upstreams: {
          items: {
            properties: { adapter: { enum: ['a2a', 'other'], default: 'a2a' } },
            allOf: [
              {
                if: { properties: { adapter: { const: 'a2a' } } },
                // biome-ignore lint/suspicious/noThenProperty: a keyword of JSON Schema
                then: { properties: { settings: { $ref: '#/$defs/a2a%20settings' } } },
              },
              { if: { properties: { adapter: { const: 'other' } }, required: ['adapter'] } },
            ],
          },
        },
      },
    },
  })
  const definitions = isJsonObject(schema.$defs) ? schema.$defs : {}
  const settings = definitions['a2a settings']
  expect(settings).toMatchObject({
    additionalProperties: false,
    properties: { url: { type: 'string' }, apiKey: { secret: true } },
  })
  expect(settings).not.toHaveProperty('required')
  expect(settings).not.toHaveProperty('$schema')
})
