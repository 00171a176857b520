import { describe, expect, it } from 'vitest'
import { maskPassword, parseDatabaseUrl } from './database-url.ts'

describe('parseDatabaseUrl', () => {
  it.each([
    ['sqlite:./data/gateway.db', './data/gateway.db'],
    ['sqlite:/var/lib/gateway.db', '/var/lib/gateway.db'],
    ['sqlite:///var/lib/gateway.db', '/var/lib/gateway.db'],
    ['sqlite::memory:', ':memory:'],
  ])('reads %s', (url, path) => {
    expect(parseDatabaseUrl(url)).toEqual({ kind: 'sqlite', path, shown: url })
  })

  it.each(['postgres://user:hidden@host:5432/database', 'postgresql://user:hid%40den@host/database?sslmode=require'])(
    'reads %s',
    (url) => {
      expect(parseDatabaseUrl(url)).toMatchObject({
        kind: 'postgres',
        url,
        shown: expect.stringContaining('//user:***@host'),
      })
    },
  )

  it.each([
    ['', 'is neither'],
    ['gateway.db', 'is neither'],
    ['mysql://user:hidden@host/database', 'is neither'],
    ['postgres:host', 'is neither'],
    ['sqlite:', 'names no file'],
    ['sqlite:a\0b', 'NUL'],
    ['postgres://user:hid/den@host/database', 'cannot be read'],
    ['postgres://user:hid%den@host/database', 'cannot be read'],
    ['postgres://user:hidden#den@host:x/database', 'cannot be read'],
    ['postgres://user:hidden', 'cannot be read'],
  ])('refuses %j on one line, with the remedy and without the password', (url, why) => {
    const error = (() => {
      try {
        return parseDatabaseUrl(url)
      } catch (caught) {
        return caught
      }
    })()
    expect(error).toMatchObject({ code: 'INVALID_REQUEST', message: expect.stringContaining(why) })
    const message = error instanceof Error ? error.message : ''
    expect(message).toContain(
      'set DATABASE_URL to sqlite:./data/gateway.db or postgres://user:password@host:5432/database',
    )
    expect(message).not.toMatch(/hid|\n/)
  })
})

describe('maskPassword', () => {
  it.each([
    ['postgres://user:a@b:c@host/db', 'postgres://user:***@host/db'],
    ['postgres://host:5432/db?user=u&password=hidden&ssl=true', 'postgres://host:5432/db?user=u&password=***&ssl=true'],
    ['postgres://user@host/db', 'postgres://user@host/db'],
    ['sqlite:./data\n/gateway.db', 'sqlite:./data /gateway.db'],
  ])('shows %j', (url, shown) => {
    expect(maskPassword(url)).toBe(shown)
  })
})
