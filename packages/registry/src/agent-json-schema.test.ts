import { isJsonObject } from '@gateway/core'
import { expect, test } from 'vitest'
import { agentDefinition } from './agent-definition.ts'
import { agentJsonSchema } from './agent-json-schema.ts'

const schema = agentJsonSchema()

test('has every member of a definition, and no other', () => {
  expect(Object.keys(isJsonObject(schema.properties) ? schema.properties : {})).toEqual(
    Object.keys(agentDefinition.shape),
  )
  expect(schema).toMatchObject({ type: 'object', required: ['name', 'upstreams'], additionalProperties: false })
})

test('refers to nothing, so that it can stand anywhere', () => {
  expect(JSON.stringify(schema)).not.toContain('$ref')
  expect(schema).toHaveProperty('properties.upstreams.items.properties.settings.additionalProperties', {})
})
