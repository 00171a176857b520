import { createCallContext } from '@gateway/core'
import { describe, expect, test } from 'vitest'
import { acmeAdapter, acmeSettings } from './index.ts'

describe('settings', () => {
  test('a URL is enough', () => {
    expect(acmeSettings.parse({ url: 'https://api.acme.example' })).toEqual({ url: 'https://api.acme.example' })
  })

  test.each([
    ['no URL', {}, 'url'],
    ['another protocol', { url: 'ftp://api.acme.example' }, 'url'],
    ['the address of cloud metadata', { url: 'http://169.254.169.254/' }, 'url'],
    ['an empty key', { url: 'https://api.acme.example', apiKey: '' }, 'apiKey'],
    ['a key that ends its header', { url: 'https://api.acme.example', apiKey: 'a\r\nb: c' }, 'apiKey'],
  ])('%s is refused', (_name, settings, field) => {
    expect(acmeSettings.safeParse(settings).error?.issues[0]?.path).toEqual([field])
  })

  test('an unknown setting is refused by name', () => {
    const { error } = acmeSettings.safeParse({ url: 'https://api.acme.example', apikey: 'x' })
    expect(error?.issues[0]?.message).toContain('apikey')
  })

  test('the key is marked as a secret', () => {
    expect(acmeSettings.shape.apiKey.unwrap().meta()).toMatchObject({ secret: true })
  })
})

test('a part that Acme cannot take is refused before anything is sent', async () => {
  const agent = acmeAdapter.connect({ url: 'http://127.0.0.1:9' })
  const message = { messageId: 'message-1', role: 'ROLE_USER' as const, parts: [{ url: 'https://files.example/1' }] }
  expect(await agent.sendMessage({ message }, createCallContext())).toMatchObject({
    task: {
      status: {
        state: 'TASK_STATE_FAILED',
        message: { parts: [{ text: 'message.parts[0]: Acme takes text alone. Send text.' }] },
      },
    },
  })
})
