import { readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { isJsonObject, type JsonValue } from '@gateway/core'
import { expect, test } from 'vitest'
import { z } from 'zod'
import { adapters } from './adapters.ts'
import { configFile, configJsonSchema } from './config-schema.ts'

const PUBLISHED = fileURLToPath(new URL('../../../docs/reference/gateway.schema.json', import.meta.url))
const schema = configJsonSchema(adapters)

test('the published schema is current: write it anew with `npx pnpm schema`', () => {
  expect(JSON.parse(readFileSync(PUBLISHED, 'utf8'))).toEqual(schema)
})

test('every reference has its target', () => {
  const references: string[] = []
  const collect = (value: JsonValue): void => {
    if (Array.isArray(value)) value.forEach(collect)
    else if (isJsonObject(value)) {
      if (typeof value.$ref === 'string') references.push(value.$ref)
      Object.values(value).forEach(collect)
    }
  }
  collect(schema)
  expect(references.length).toBeGreaterThan(0)
  const definitions = z.record(z.string(), z.unknown()).parse(schema.$defs)
  for (const reference of references) {
    expect(Object.keys(definitions)).toContain(decodeURIComponent(reference.replace('#/$defs/', '')))
  }
})

test('it knows what the reader of the file knows', () => {
  expect(schema).toMatchObject({
    $schema: 'https://json-schema.org/draft/2020-12/schema',
    type: 'object',
    additionalProperties: false,
    properties: {
      agents: {
        type: 'array',
        items: { else: { required: ['name', 'upstreams'] } },
      },
      records: {
        additionalProperties: false,
        properties: { content: { default: true }, contentBytes: { default: 262_144 } },
      },
    },
  })
  expect(Object.keys(z.record(z.string(), z.unknown()).parse(schema.properties))).toEqual(Object.keys(configFile.shape))
})
