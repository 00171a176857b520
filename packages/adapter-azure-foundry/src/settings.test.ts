import { describe, expect, it } from 'vitest'
import { azureFoundrySettings } from './settings.ts'

const url = 'https://acct.services.ai.azure.com/api/projects/p1'
const problems = (settings: object) => {
  const read = azureFoundrySettings.safeParse(settings)
  return read.success ? [] : read.error.issues.map(({ path, message }) => `${path.join('.')}: ${message}`)
}

describe('settings', () => {
  it('need an endpoint and an agent', () => {
    expect(problems({ url, agent: 'my-agent' })).toEqual([])
    expect(problems({})).toHaveLength(2)
  })

  it('refuse classic agents with the reason, the date and where to read on', () => {
    const [problem, ...others] = problems({ url, agent: 'asst_abc123' })
    expect(others).toEqual([])
    for (const words of ['classic', '2027-03-31', 'docs/adapters/azure-foundry-migration.md']) {
      expect(problem).toContain(words)
    }
  })

  it.each([
    ['a name that leads elsewhere', { url, agent: 'a/../../x?y' }],
    ['a name of another script', { url, agent: 'агент' }],
    ['an endpoint with a query', { url: `${url}?a=b`, agent: 'a' }],
    ['a metadata address', { url: 'http://169.254.169.254/api/projects/p', agent: 'a' }],
    ['a version of a hosted agent', { url, agent: 'a', hosted: true, version: '1' }],
    ['a token that breaks a header', { url, agent: 'a', auth: { type: 'token', token: 'a\r\nb' } }],
    [
      'a tenant that leads elsewhere',
      { url, agent: 'a', auth: { type: 'client-secret', tenantId: '../x', clientId: 'c', clientSecret: 's' } },
    ],
    ['a credential of no known kind', { url, agent: 'a', auth: { type: 'api-key', key: 'k' } }],
  ])('refuse %s', (_what, settings) => {
    expect(problems(settings).length).toBeGreaterThan(0)
  })

  it.each([
    { type: 'default' },
    { type: 'client-secret', tenantId: 't', clientId: 'c', clientSecret: 's' },
    { type: 'managed-identity' },
    { type: 'managed-identity', clientId: 'c' },
    { type: 'token', token: 't' },
  ])('take the credential %o', (auth) => {
    expect(problems({ url, agent: 'a', auth })).toEqual([])
  })
})
