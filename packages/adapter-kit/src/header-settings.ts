import { z } from 'zod'

const NAME = /^[!#$%&'*+.^_`|~0-9A-Za-z-]+$/
/** Visible characters, space and tab: no line break can begin a header of its own (RFC 9110 §5.5). */
const VALUE = /^[\t\x20-\x7e\x80-\xff]*$/

/**
 * What belongs to the connection (RFC 9110 §7.6.1), the body or the protocol, and cookies, which belong to one caller's
 * browser. Nobody sets these: neither an operator nor a caller.
 */
const REFUSED: ReadonlySet<string> = new Set([
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
  'proxy-authenticate',
  'proxy-authorization',
  'proxy-connection',
  'set-cookie',
  'te',
  'trailer',
  'transfer-encoding',
  'upgrade',
])

/** Whether a header that a caller asks for, its name in lower case, may go to an agent at all. */
export function maySendHeader(name: string, value: string): boolean {
  return NAME.test(name) && !REFUSED.has(name) && VALUE.test(value)
}

const NOT_A_NAME = 'This is not the name of an HTTP header.'
const OURS = 'This header is set by the gateway or belongs to the connection.'

/** The name of a header that an operator has sent to an agent. */
export const headerName = z.string().superRefine((name, check) => {
  if (!NAME.test(name)) check.addIssue({ code: 'custom', message: NOT_A_NAME })
  else if (REFUSED.has(name.toLowerCase()) || name.toLowerCase().startsWith('a2a-')) {
    check.addIssue({ code: 'custom', message: OURS })
  }
})

/** Headers of its own that an operator has sent with every call to an agent, such as its credential. */
export const headerSettings = z.record(z.string(), z.string()).superRefine((headers, check) => {
  for (const [name, value] of Object.entries(headers)) {
    const refuse = (message: string) => check.addIssue({ code: 'custom', path: [name], message })
    if (!NAME.test(name)) refuse(NOT_A_NAME)
    else if (REFUSED.has(name.toLowerCase())) refuse(OURS)
    // The value is a secret: it is not repeated.
    if (!VALUE.test(value)) refuse('The value contains a line break or a character that a header cannot carry.')
  }
})
