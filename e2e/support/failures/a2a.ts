import { KEY, vendor } from '../../../packages/adapter-a2a/src/vendor.fixture.ts'
import type { FailingVendor } from './failing-vendor.ts'

export const a2a: FailingVendor = {
  vendor,
  native: true,
  upstream: (url, limits) => ({
    settings: { url: `${url}/`, protocolVersion: '1.0', headers: { 'x-api-key': KEY }, limits },
  }),
  tells: {
    'wrong credentials': /refused the gateway's credentials \(HTTP 401\)\. Check headers and auth/,
    'an agent that is not known': /HTTP 404: no A2A agent is served there\. Check its path/,
    'too many calls': /takes no calls now \(HTTP 429\)\. Send the message again later/,
    'an error of the vendor': /HTTP 500 .* instead of JSON-RPC\. Check that its registered URL/,
    'a vendor that is down': /takes no calls now \(HTTP 503\)\. Send the message again later/,
    'an HTML page': /an HTML page instead of JSON-RPC\. Check that its registered URL/,
    'JSON in place of a stream': /not a JSON-RPC 2\.0 response: check that its registered URL/,
    'half a stream': 'the task of an A2A agent may last longer than its stream, and can be asked for',
    'a connection that is lost': /cut before its end\. .* look before you send the message again/,
    silence: /silent for 0\.5 s.*raise limits\.idleSeconds/,
    'an event that cannot be parsed': /is not JSON\. Its log tells what it wrote/,
    "the agent's own failure": 'what an A2A agent says of its failure is said to its caller',
  },
  refuses: 'an A2A agent is sent every part as it came',
}
