import { z } from 'zod'

/** What belongs to the service, the connection or the body; the runtime could not be given it (AgentCore, header allowlist). */
const REFUSED =
  /^(x-amz-.*|x-amzn-(?!bedrock-agentcore-runtime-custom-).*|authorization|proxy-.*|accept.*|connection|content-.*|cookie|set-cookie|expect|host|keep-alive|te|trailer|transfer-encoding|upgrade|user-agent)$/i
const NAME = /^[A-Za-z0-9_-]{1,256}$/
const VALUE = /^[\t\x20-\x7e]*$/
const LONGEST = 4096

/** Headers that the runtime lets through to its agent. */
export const headerSettings = z.record(z.string(), z.string()).superRefine((headers, check) => {
  if (Object.keys(headers).length > 20)
    check.addIssue({ code: 'custom', message: 'A runtime takes at most 20 headers.' })
  for (const [name, value] of Object.entries(headers)) {
    const refuse = (message: string) => check.addIssue({ code: 'custom', path: [name], message })
    if (!NAME.test(name)) refuse('The name of a header is letters, digits, hyphens and underscores.')
    else if (REFUSED.test(name))
      refuse('This header belongs to the service or the connection and does not reach an agent.')
    // The value may be a secret: it is not repeated.
    if (!VALUE.test(value) || value.length > LONGEST) refuse('A value is at most 4096 visible ASCII characters.')
  }
})
