import { SECRETS, vendor } from '../../../packages/adapter-langgraph/src/vendor.fixture.ts'
import type { FailingVendor } from './failing-vendor.ts'

export const langGraph: FailingVendor = {
  vendor,
  upstream: (url, limits) => ({
    adapter: 'langgraph',
    settings: { url, assistant: 'agent', apiKey: SECRETS.apiKey, headers: { 'x-more': SECRETS.header }, limits },
  }),
  tells: {
    'wrong credentials': /LangGraph server refused the gateway's credentials \(HTTP 401\)\. Check settings\.apiKey/,
    'an agent that is not known': /does not know this agent \(HTTP 404\)\. Check settings\.assistant/,
    'too many calls': /takes no calls now \(HTTP 429\)\. Send the message again later/,
    'an error of the vendor': /LangGraph server failed .*\(HTTP 500\)\. Its own log tells why/,
    'a vendor that is down': /takes no calls now \(HTTP 503\)\. Send the message again later/,
    'an HTML page': /did not answer with an event stream\. Check that settings\.url/,
    'JSON in place of a stream': /did not answer with an event stream\. Check that settings\.url/,
    'half a stream': /The graph failed\. The LangGraph server's log has the exception/,
    'a connection that is lost': /no such run that goes on \(HTTP 404\)/,
    silence: /silent for 0\.5 s.*raise limits\.idleSeconds/,
    'an event that cannot be parsed': /cannot be read\. Check that settings\.url/,
    "the agent's own failure": /The graph failed \(RuntimeError\)\. The LangGraph server's log/,
  },
  refuses: {
    part: { url: 'ftp://files.example/a.pdf', mediaType: 'application/pdf' },
    tells: /takes files by http:\/\/ and https:\/\/ URLs, or as bytes/,
  },
}
