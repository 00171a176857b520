import { describe, expect, test } from 'vitest'
import { readEnvironment } from './environment.ts'

test('the defaults; an empty variable is one that is not set', () => {
  const defaults = {
    HOST: '127.0.0.1',
    PORT: 4000,
    DATABASE_URL: 'sqlite:./data/gateway.db',
    DRAIN_SECONDS: 30,
    RUN_LEASE_SECONDS: 15,
    TRUSTED_PROXIES: '',
    SECRET_VARIABLES: [],
    WEBHOOK_ALLOW: ['public'],
    CORS_ORIGINS: [],
    LOG_LEVEL: 'info',
  }
  expect(readEnvironment({})).toEqual(defaults)
  expect(readEnvironment({ PORT: '', PUBLIC_URL: '', GATEWAY_MASTER_KEY: '', PATH: '/bin' })).toEqual(defaults)
})

describe('what is taken', () => {
  test.each([
    ['PORT', '0', 0],
    ['PORT', '65535', 65_535],
    ['DRAIN_SECONDS', '0', 0],
    ['DRAIN_SECONDS', '2.5', 2.5],
    ['PUBLIC_URL', 'https://agents.example.com/', 'https://agents.example.com'],
    ['PUBLIC_URL', 'https://example.com/gateway//', 'https://example.com/gateway'],
    ['CORS_ORIGINS', ' https://a.example , http://localhost:3000,,', ['https://a.example', 'http://localhost:3000']],
    ['CORS_ORIGINS', '*', ['*']],
    ['GATEWAY_MASTER_KEY', 'sk-1234', 'sk-1234'],
  ] as const)('%s=%s', (name, value, read) => {
    expect(readEnvironment({ [name]: value })[name]).toEqual(read)
  })
})

describe('what is refused, by name and rule', () => {
  test.each([
    ['PORT', 'abc', 'must be a port number'],
    ['PORT', '-1', 'must be a port number'],
    ['PORT', '80.5', 'must be a port number'],
    ['DRAIN_SECONDS', '-1', 'must be a number of seconds'],
    ['DRAIN_SECONDS', 'soon', 'must be a number of seconds'],
    ['RUN_LEASE_SECONDS', '0', 'must be at least 1 second'],
    ['DRAIN_SECONDS', '2147484', 'must be at most 2147483 seconds'],
    ['PUBLIC_URL', 'agents.example.com', 'must be an http or https URL'],
    ['PUBLIC_URL', 'ftp://agents.example.com', 'must be an http or https URL'],
    ['PUBLIC_URL', 'https://agents.example.com/?a=1', 'must have no user name, query or fragment'],
    ['PUBLIC_URL', 'https://user:secret@agents.example.com', 'must have no user name, query or fragment'],
    ['CORS_ORIGINS', 'https://a.example/', 'must be origins such as'],
    ['CORS_ORIGINS', 'https://a.example,b.example', 'must be origins such as'],
    ['GATEWAY_MASTER_KEY', 'my-secret', 'must start with "sk-"'],
    ['GATEWAY_MASTER_KEY', 'sk-two words', 'must start with "sk-"'],
    ['GATEWAY_ENCRYPTION_KEY', 'short-secret', 'at least 16 characters'],
    ['LOG_LEVEL', 'loud-secret', 'LOG_LEVEL: '],
  ])('%s=%s', (name, value, rule) => {
    const reading = () => readEnvironment({ [name]: value })
    expect(reading).toThrow(
      expect.objectContaining({ name: 'StartupError', message: expect.stringMatching(`^${name}: `) }),
    )
    expect(reading).toThrow(rule)
    // The value may be a secret.
    expect(reading).not.toThrow(/secret/)
  })

  test('all at once', () => {
    expect(() => readEnvironment({ PORT: 'x', PUBLIC_URL: 'y' })).toThrow(/^PORT: .*; PUBLIC_URL: /)
  })
})
