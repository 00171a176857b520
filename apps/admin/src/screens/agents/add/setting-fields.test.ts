import { describe, expect, it } from 'vitest'
import { settingFields, settingsOf } from './setting-fields.ts'

const fields = settingFields({
  settings: {
    type: 'object',
    properties: {
      url: { type: 'string', description: 'Base URL.' },
      apiKey: { type: 'string' },
      stateless: { type: 'boolean' },
      accountId: { type: 'string' },
      headers: { type: 'object' },
      auth: { oneOf: [] },
    },
  },
  secrets: ['apiKey', 'headers'],
})

describe('settingFields', () => {
  it('has what is one text or a yes, with secrets as such', () => {
    expect(fields.map(({ name, label, kind, first }) => [name, label, kind, first])).toEqual([
      ['url', 'URL', 'text', true],
      ['apiKey', 'API key', 'secret', true],
      ['stateless', 'Stateless', 'yes-no', false],
      ['accountId', 'Account ID', 'text', false],
    ])
  })

  it('has nothing of what is no schema of an object', () => {
    expect(settingFields({ settings: { $ref: '#/x' }, secrets: [] })).toEqual([])
  })
})

describe('settingsOf', () => {
  it('has what is filled in', () => {
    expect(settingsOf(fields, { url: ' http://a ', apiKey: '', stateless: 'true', other: 'x' })).toEqual({
      url: 'http://a',
      stateless: true,
    })
  })
})
