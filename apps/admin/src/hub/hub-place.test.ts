import { describe, expect, it } from 'vitest'
import { type HubPlace, hubPath, hubPlace } from './hub-place.ts'

const at = (path: string) => {
  const { pathname, search } = new URL(path, 'http://gateway.example')
  return hubPlace({ pathname, search })
}

describe('the places of the hub', () => {
  it.each<[string, HubPlace]>([
    ['/hub', { page: 'list', search: {} }],
    ['/hub?q=old+papers&tag=law', { page: 'list', search: { q: 'old papers', tag: 'law' } }],
    ['/hub/invoices', { page: 'agent', agent: 'invoices' }],
    ['/hub/a%2Fb', { page: 'agent', agent: 'a/b' }],
    ['/hub/-/sign-in', { page: 'sign-in' }],
  ])('%s is read, and written the same', (path, place) => {
    expect(at(path)).toEqual(place)
    expect(hubPath(place)).toBe(path)
  })

  it('takes what is no search for none', () => {
    expect(at('/hub/?q=&other=1')).toEqual({ page: 'list', search: {} })
    expect(at('/hub/%E0%A4%A')).toEqual({ page: 'agent', agent: '%E0%A4%A' })
  })
})
