import { describe, expect, it } from 'vitest'
import { ARN } from './data-plane.fixture.ts'
import { bedrockAgentCoreAdapter, bedrockAgentCoreSettings } from './index.ts'
import { runtimeName } from './runtime-name.ts'

const problems = (settings: object) =>
  bedrockAgentCoreSettings
    .safeParse(settings)
    .error?.issues.map(({ path, message }) => `${path.join('.')}: ${message}`)
    .join('\n') ?? ''

const oauth = {
  type: 'oauth2-client-credentials',
  tokenUrl: 'https://a.example/token',
  clientId: 'c',
  clientSecret: 's',
}

describe('settings', () => {
  it('need nothing but an ARN', () => {
    expect(bedrockAgentCoreSettings.parse({ runtime: ARN })).toEqual({ runtime: ARN })
    expect(runtimeName({ runtime: ARN })).toEqual({ runtime: ARN, region: 'us-east-1' })
  })

  it('take the ARNs of other partitions, and an id with its region and account', () => {
    const china = ARN.replace('arn:aws:', 'arn:aws-cn:').replace('us-east-1', 'cn-north-1')
    const government = ARN.replace('arn:aws:', 'arn:aws-us-gov:').replace('us-east-1', 'us-gov-west-1')
    for (const runtime of [china, government]) expect(problems({ runtime })).toBe('')
    const byId = { runtime: 'my_agent-AbC1234567', region: 'eu-west-1', accountId: '123456789012' }
    expect(problems(byId)).toBe('')
    expect(runtimeName(byId)).toEqual(byId)
  })

  it.each([
    [{ runtime: 'https://example.com' }, /runtime: Write the ARN/],
    [{ runtime: `${ARN}/../x` }, /runtime: Write the ARN/],
    [{ runtime: `${ARN}/runtime-endpoint/PROD` }, /its endpoint goes under qualifier/],
    [{ runtime: 'my_agent-AbC1234567' }, /region: [\s\S]*accountId: /],
    [{ runtime: ARN, region: 'eu-west-1' }, /region: The ARN names us-east-1/],
    [{ runtime: ARN, accountId: '123456789012' }, /accountId: The ARN names the account/],
    [{ runtime: ARN, qualifier: 'a?b=c' }, /qualifier: /],
    [{ runtime: ARN, endpoint: 'http://169.254.169.254/' }, /endpoint: This address names a link-local/],
    [{ runtime: ARN, endpoint: 'ftp://example.com' }, /endpoint: This address must begin with/],
    [{ runtime: ARN, protocol: 'a2a' }, /protocol: .*adapter a2a/],
    [{ runtime: ARN, auth: { type: 'bearer', token: 'a b' } }, /auth\.token: /],
    [{ runtime: ARN, auth: { type: 'bearer', token: 'canary\r\nx: y' } }, /auth\.token: (?!.*canary)/],
    [{ runtime: ARN, auth: { ...oauth, tokenUrl: 'http://169.254.169.254/' } }, /auth\.tokenUrl: This address names/],
    [{ runtime: ARN, auth: { ...oauth, clientSecret: '' } }, /auth\.clientSecret: /],
    [
      { runtime: ARN, auth: { type: 'sigv4', profile: 'p', credentials: { accessKeyId: 'a', secretAccessKey: 'b' } } },
      /auth\.profile: Leave out/,
    ],
    [
      { runtime: ARN, auth: { type: 'sigv4', profile: 'p', assumeRole: { roleArn: 'r', webIdentityTokenFile: 'f' } } },
      /auth\.assumeRole: /,
    ],
    [{ runtime: ARN, payload: { prompt: '{{ txet }}' } }, /payload: \{\{txet\}\} is no word.*\{\{text\}\}/],
    [{ runtime: ARN, payload: { prompt: '{{text}}', '...': 'x' } }, /payload\.\.\.\.: Write \{\{data\}\}/],
    [{ runtime: ARN, answer: { text: '.a' } }, /answer\.text: Write names/],
    [{ runtime: ARN, headers: { Authorization: 'canary' } }, /headers\.Authorization: (?!.*canary)/],
    [{ runtime: ARN, headers: { 'x-amzn-trace-id': 'x' } }, /headers\.x-amzn-trace-id: /],
    [{ runtime: ARN, headers: { 'x-own': 'canary\r\nx: y' } }, /headers\.x-own: (?!.*canary)/],
    [{ runtime: ARN, headers: { 'x own': 'x' } }, /headers\.x own: /],
  ])('%j are refused', (settings, complaint) => {
    expect(problems(settings)).toMatch(complaint)
  })

  it('are told with their secrets marked', () => {
    const { properties } = bedrockAgentCoreAdapter.settings.toJSONSchema()
    expect(properties?.headers).toMatchObject({ secret: true })
    expect(JSON.stringify(properties?.auth)).toMatch(/"secret":true.*"secret":true.*"secret":true/)
    const undescribed = Object.entries(properties ?? {}).filter(
      ([name, member]) => name !== 'limits' && (typeof member !== 'object' || member.description === undefined),
    )
    expect(undescribed).toEqual([])
  })
})
