import { describe, expect, test } from 'vitest'
import { requestAddress, requestOrigin, trustedProxies } from './request-origin.ts'

describe('trustedProxies', () => {
  const trusts = (list: string, address: string) => trustedProxies(list)(address)

  test.each([
    ['10.0.0.0/8', '10.1.2.3'],
    ['127.0.0.1', '127.0.0.1'],
    ['192.0.2.7, 10.0.0.0/8', '10.255.0.1'],
    [' 10.0.0.0/8 ,, ', '10.0.0.1'],
    ['::1', '::1'],
    ['2001:db8::/32', '2001:db8:1::9'],
    ['10.0.0.0/8', '::ffff:10.0.0.1'],
    ['::ffff:10.0.0.0/104', '10.9.9.9'],
    ['::ffff:10.0.0.1', '10.0.0.1'],
    ['0.0.0.0/0', '203.0.113.9'],
  ])('%s trusts %s', (list, address) => {
    expect(trusts(list, address)).toBe(true)
  })

  test.each([
    ['10.0.0.0/8', '11.0.0.1'],
    ['127.0.0.1', '127.0.0.2'],
    ['0.0.0.0/0', '2001:db8::1'],
    ['::/0', '10.0.0.1'],
    ['::ffff:10.0.0.0/104', '11.0.0.1'],
    ['10.0.0.0/8', 'garbage'],
    ['10.0.0.0/8', '012.0.0.1'],
    ['10.0.0.0/8', '10.1'],
    ['', '127.0.0.1'],
  ])('%j does not trust %s', (list, address) => {
    expect(trusts(list, address)).toBe(false)
  })

  test.each(['everyone', '10.0.0.0/33', '10.0.0.0/-1', '::1/129', '10.0.0.1/8/8', '010.0.0.1', '10.0.0.0/', '1', '/8'])(
    'refuses %s and says which entry is wrong',
    (entry) => {
      expect(() => trustedProxies(`127.0.0.1, ${entry}`)).toThrow(`'${entry}' is not an address or network`)
    },
  )
})

describe('requestOrigin', () => {
  const isTrustedProxy = trustedProxies('10.0.0.0/8, ::1, 2001:db8:ff::/48')
  const origin = (headers: Record<string, string>, peer: string | undefined, scheme = 'http') => ({
    origin: requestOrigin({ host: 'gateway.internal:4000', ...headers }, peer, scheme, { isTrustedProxy }),
    ip: requestAddress(headers, peer, { isTrustedProxy }),
  })

  test('a direct caller: its own address, the Host header', () => {
    expect(origin({}, '203.0.113.9')).toEqual({ origin: 'http://gateway.internal:4000', ip: '203.0.113.9' })
    expect(origin({}, '::ffff:203.0.113.9', 'https')).toEqual({
      origin: 'https://gateway.internal:4000',
      ip: '203.0.113.9',
    })
    expect(origin({}, undefined).ip).toBeUndefined()
  })

  test('forwarded headers of a caller that is no trusted proxy count for nothing', () => {
    const forged = {
      'x-forwarded-for': '127.0.0.1',
      'x-forwarded-host': 'evil.example',
      'x-forwarded-proto': 'https',
    }
    expect(origin(forged, '203.0.113.9')).toEqual({ origin: 'http://gateway.internal:4000', ip: '203.0.113.9' })
    expect(origin(forged, '2001:db8::1').ip).toBe('2001:db8::1')
  })

  test.each(['10.0.0.2', '::ffff:10.0.0.2', '::1', '2001:db8:ff::7'])('a trusted proxy at %s is believed', (peer) => {
    expect(
      origin(
        {
          'x-forwarded-for': '198.51.100.4',
          'x-forwarded-host': 'agents.example.com',
          'x-forwarded-proto': 'https',
        },
        peer,
      ),
    ).toEqual({ origin: 'https://agents.example.com', ip: '198.51.100.4' })
  })

  test.each([
    ['198.51.100.4, 10.0.0.3', '198.51.100.4'],
    ['192.0.2.66, 198.51.100.4, 10.0.0.3, 10.0.0.4', '198.51.100.4'],
    ['2001:db8::5, ::1', '2001:db8::5'],
    ['::ffff:198.51.100.4', '198.51.100.4'],
    ['198.51.100.4:4711', '198.51.100.4'],
    ['[2001:db8::5]:4711', '2001:db8::5'],
    ['[2001:db8::5]', '2001:db8::5'],
  ])('of the hops %s the last untrusted one called', (hops, ip) => {
    expect(origin({ 'x-forwarded-for': hops }, '10.0.0.2').ip).toBe(ip)
  })

  test.each([
    ['unknown', '10.0.0.2'],
    ['<script>', '10.0.0.2'],
    ['', '10.0.0.2'],
    ['198.51.100.4, unknown, 10.0.0.3', '10.0.0.3'],
    ['10.0.0.5, 10.0.0.3', '10.0.0.5'],
  ])('hops %j: the nearest known address where the caller cannot be told', (hops, ip) => {
    expect(origin({ 'x-forwarded-for': hops }, '10.0.0.2').ip).toBe(ip)
  })

  test('of several forwarded hosts and schemes the nearest proxy has the last word', () => {
    expect(
      origin({ 'x-forwarded-host': 'evil.example, agents.example.com', 'x-forwarded-proto': 'gopher, HTTPS' }, '::1')
        .origin,
    ).toBe('https://agents.example.com')
  })

  test.each([
    'agents.example.com',
    'agents.example.com:8443',
    'a_b.internal',
    'localhost',
    '[2001:db8::1]:443',
    '10.0.0.9',
  ])('host %s', (host) => {
    expect(origin({ 'x-forwarded-host': host }, '::1').origin).toBe(`http://${host}`)
    expect(origin({ host }, '203.0.113.9').origin).toBe(`http://${host}`)
  })

  test.each([
    'evil.example/a2a?x=',
    'evil.example#',
    'user@evil.example',
    'user:secret@evil.example',
    'evil.example" onload="',
    'evil.example\\',
    'two words',
    '<b>',
    'http://evil.example',
    'evil.example:99999999',
    '-',
    '',
    'é.example',
  ])('a host that is none (%j) does not get into addresses', (host) => {
    expect(origin({ 'x-forwarded-host': host }, '::1').origin).toBe('http://gateway.internal:4000')
    expect(origin({ host }, '203.0.113.9').origin).toBe('http://localhost')
  })

  test.each(['javascript', 'ftp', '', 'https://x'])(
    'a scheme that is none (%j) leaves the connection its own',
    (scheme) => {
      expect(origin({ 'x-forwarded-proto': scheme }, '::1').origin).toBe('http://gateway.internal:4000')
    },
  )
})
