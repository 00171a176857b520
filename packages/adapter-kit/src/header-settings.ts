import { z } from 'zod'

const NAME = /^[!#$%&'*+.^_`|~0-9A-Za-z-]+$/
/** Visible characters, space and tab: no line break can begin a header of its own (RFC 9110 §5.5). */
const VALUE = /^[\t\x20-\x7e\x80-\xff]*$/

/** What belongs to the connection, the body or the protocol, and cookies, which belong to one caller's browser. */
const REFUSED = new Set([
  'accept',
  'accept-encoding',
  'a2a-version',
  'connection',
  'content-encoding',
  'content-length',
  'content-type',
  'cookie',
  'expect',
  'host',
  'keep-alive',
  'proxy-connection',
  'set-cookie',
  'te',
  'trailer',
  'transfer-encoding',
  'upgrade',
])

/** Headers of its own that an operator has sent with every call to an agent, such as its credential. */
export const headerSettings = z.record(z.string(), z.string()).superRefine((headers, check) => {
  for (const [name, value] of Object.entries(headers)) {
    const refuse = (message: string) => check.addIssue({ code: 'custom', path: [name], message })
    if (!NAME.test(name)) refuse('This is not the name of an HTTP header.')
    else if (REFUSED.has(name.toLowerCase())) refuse('This header is set by the gateway or belongs to the connection.')
    // The value is a secret: it is not repeated.
    if (!VALUE.test(value)) refuse('The value contains a line break or a character that a header cannot carry.')
  }
})
