import { describe, expect, it } from 'vitest'
import { azureFoundrySettings } from './settings.ts'

const url = 'https://acct.services.ai.azure.com/api/projects/p1'
const problems = (settings: object) => {
  const read = azureFoundrySettings.safeParse(settings)
  return read.success ? [] : read.error.issues.map(({ path, message }) => `${path.join('.')}: ${message}`)
}

describe('settings', () => {
  it('need an endpoint and an agent, or the address of a server outside of Foundry', () => {
    expect(problems({ url, agent: 'my-agent' })).toEqual([])
    expect(problems({ responsesUrl: 'https://agents.example' })).toEqual([])
    expect(problems({})).toEqual([expect.stringMatching(/^url: /)])
    expect(problems({ url })).toEqual([expect.stringMatching(/^agent: /)])
    expect(problems({ url, agent: 'a', responsesUrl: url })).toEqual([expect.stringMatching(/^responsesUrl: /)])
  })

  it('refuse classic agents with the reason, the date and where to read on', () => {
    const [problem, ...others] = problems({ url, agent: 'asst_abc123' })
    expect(others).toEqual([])
    for (const words of ['classic', '2027-03-31', 'docs/adapters/azure-foundry-migration.md']) {
      expect(problem).toContain(words)
    }
  })

  it.each([
    ['a name that leads elsewhere', { agent: 'a/../../x?y' }, /^agent: /],
    ['a name of another script', { agent: 'агент' }, /^agent: /],
    ['an endpoint with a query', { url: `${url}?a=b` }, /^url: .*query/],
    ['a metadata address', { url: 'http://169.254.169.254/api/projects/p' }, /^url: .*metadata/],
    ['a version of a hosted agent', { hosted: true, version: '1' }, /^version: /],
    ['a server outside that is not hosted', { url: undefined, hosted: false, responsesUrl: url }, /^hosted: /],
    ['a token that breaks a header', { auth: { type: 'token', token: 'a\r\nb' } }, /^auth.token: /],
    [
      'a tenant that leads elsewhere',
      { auth: { type: 'client-secret', tenantId: '../x', clientId: 'c', clientSecret: 's' } },
      /^auth.tenantId: /,
    ],
    [
      'an issuer that is called in the clear',
      {
        auth: {
          type: 'client-secret',
          tenantId: 't',
          clientId: 'c',
          clientSecret: 's',
          authority: 'http://login.example',
        },
      },
      /^auth.authority: .*https/,
    ],
    ['an API key', { auth: { type: 'api-key', key: 'k' } }, /^auth.type: /],
  ])('refuse %s', (_what, settings, problem) => {
    expect(problems({ url, agent: 'a', ...settings })).toEqual([expect.stringMatching(problem)])
  })

  it.each([
    { type: 'default' },
    { type: 'default', managedIdentityClientId: 'c' },
    { type: 'client-secret', tenantId: 't', clientId: 'c', clientSecret: 's' },
    { type: 'managed-identity' },
    { type: 'managed-identity', clientId: 'c' },
    { type: 'token', token: 't' },
    { type: 'none' },
  ])('take the credential %o', (auth) => {
    expect(problems({ url, agent: 'a', auth })).toEqual([])
  })
})

describe('a token', () => {
  it.each(['http://agents.example', 'http://10.0.0.5:8088', 'http://127.0.0.1.example'])(
    'does not go to %s in the clear',
    (responsesUrl) => {
      const [problem, ...others] = problems({ responsesUrl, auth: { type: 'token', token: 't' } })
      expect(others).toEqual([])
      expect(problem).toMatch(/^responsesUrl: .*https:\/\/.*token.*clear/)
      expect(problems({ responsesUrl })).toHaveLength(1)
    },
  )

  it.each(['http://127.0.0.1:8088', 'http://localhost:8088', 'http://[::1]:8088', 'https://agents.example'])(
    'may go to %s',
    (responsesUrl) => {
      expect(problems({ responsesUrl, auth: { type: 'token', token: 't' } })).toEqual([])
    },
  )

  it('is not needed where there is none', () => {
    expect(problems({ responsesUrl: 'http://10.0.0.5:8088', auth: { type: 'none' } })).toEqual([])
  })
})
