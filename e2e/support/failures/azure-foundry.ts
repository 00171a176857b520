import { PROJECT, promptAgent, TOKEN } from '../../../packages/adapter-azure-foundry/src/vendor.fixture.ts'
import type { FailingVendor } from './failing-vendor.ts'

export const azureFoundry: FailingVendor = {
  vendor: promptAgent,
  upstream: (url, limits) => ({
    adapter: 'azure-foundry',
    settings: { url: `${url}${PROJECT}`, agent: 'planner', auth: { type: 'token', token: TOKEN }, limits },
  }),
  tells: {
    'wrong credentials': /Foundry refused the gateway's credentials \(HTTP 401\)\. Check settings\.auth/,
    'an agent that is not known': /does not know this agent \(HTTP 404\)\. Check settings\.agent/,
    'too many calls': /takes no calls now \(HTTP 429\)\. Send the message again later/,
    'an error of the vendor': /Foundry failed .*\(HTTP 500\)\. Its own log tells why/,
    'a vendor that is down': /takes no calls now \(HTTP 503\)\. Send the message again later/,
    'an HTML page': /did not answer with an event stream\. Check settings\.url/,
    'JSON in place of a stream': /did not answer with an event stream\. Check settings\.url/,
    'half a stream': /ended its stream before .* The traces of its project/,
    'a connection that is lost': /cut before its end\. .* look before you send the message again/,
    silence: /silent for 0\.5 s.*raise limits\.idleSeconds/,
    'an event that cannot be parsed': /cannot be read\. Check that settings\.url/,
    "the agent's own failure": /The agent failed\. The traces of its Foundry project/,
  },
  refuses: {
    part: { url: 'ftp://files.example/a.pdf', mediaType: 'application/pdf' },
    tells: /takes files by http:\/\/ and https:\/\/ URLs, or as bytes/,
  },
}
