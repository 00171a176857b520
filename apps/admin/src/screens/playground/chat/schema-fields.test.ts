import { describe, expect, it } from 'vitest'
import type { Message } from '../wire/content.ts'
import { answerOfTexts, askedForm } from './schema-fields.ts'

const question = (data: unknown): Message => ({ id: 'q', role: 'agent', parts: [{ kind: 'data', data }] })
const schema = {
  type: 'object',
  title: 'An address',
  properties: {
    city: { type: 'string', title: 'City', default: 'Ghent' },
    floors: { type: 'integer' },
    express: { type: 'boolean' },
    colour: { enum: ['red', 7] },
    more: { type: 'array' },
  },
  required: ['city', 'floors'],
}

describe('askedForm', () => {
  it('is the schema of an object, as the data or a member of it', () => {
    expect(askedForm(question(schema))?.title).toBe('An address')
    const form = askedForm(question({ type: 'form', form: schema }))
    expect(form?.fields.map(({ name, label, kind, required }) => [name, label, kind, required])).toEqual([
      ['city', 'City', 'text', true],
      ['floors', 'floors', 'number', true],
      ['express', 'express', 'yes-no', false],
      ['colour', 'colour', 'choice', false],
      ['more', 'more', 'json', false],
    ])
  })

  it.each([[undefined], [{ a: 1 }], [[1]], [{ type: 'object' }], ['text']])('is none for %j', (data) => {
    expect(askedForm(question(data))).toBeUndefined()
  })
})

describe('answerOfTexts', () => {
  const fields = askedForm(question(schema))?.fields ?? []

  it('has each member in its type', () => {
    const texts = { floors: '3', express: 'true', colour: '7', more: '[1]' }
    expect(answerOfTexts(fields, texts)).toEqual({
      data: { city: 'Ghent', floors: 3, express: true, colour: 7, more: [1] },
      problems: {},
    })
  })

  it('says what is missing and what does not fit', () => {
    expect(answerOfTexts(fields, { city: ' ', floors: 'three', more: '[' }).problems).toEqual({
      city: 'The agent needs this.',
      floors: 'This is not a number.',
      more: 'This is not JSON.',
    })
  })
})
