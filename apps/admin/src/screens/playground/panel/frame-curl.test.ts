import { describe, expect, it } from 'vitest'
import { frameCurl } from './frame-curl.ts'

describe('frameCurl', () => {
  it('sends the same JSON in the same version, with quotes that a shell reads as they are', () => {
    const json = { jsonrpc: '2.0', id: 'x', method: 'SendStreamingMessage', params: { text: "it's" } }
    const code = frameCurl('http://gw/a2a/a', json)
    expect(code).toContain('curl -N http://gw/a2a/a')
    expect(code).toContain("'A2A-Version: 1.0'")
    expect(code).toContain(`"it'\\''s"`)
  })

  it('knows 0.3 by its methods, and what does not stream', () => {
    const code = frameCurl('http://gw/a2a/a', { method: 'tasks/get' })
    expect(code).toMatch(/^curl http/)
    expect(code).toContain("'A2A-Version: 0.3'")
  })
})
