import type { GatewayError } from '@gateway/core'
import type { TextReply } from './http-exchange.ts'
import { errorHeaders } from './json-reply.ts'

const ESCAPES: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
}
const escaped = (text: string) => text.replace(/[&<>"']/g, (character) => ESCAPES[character] ?? character)

/** A plain page that says why nobody was signed in, and what to do. */
export function signInFailurePage(error: GatewayError, startUrl: string): TextReply {
  return {
    status: error.status,
    headers: {
      ...errorHeaders(error),
      'content-type': 'text/html; charset=utf-8',
      'cache-control': 'no-store',
      'content-security-policy': "default-src 'none'; frame-ancestors 'none'",
      'referrer-policy': 'no-referrer',
      'x-content-type-options': 'nosniff',
    },
    body: `<!doctype html>
<html lang="en">
<meta charset="utf-8">
<meta name="viewport" content="width=device-width">
<title>Signing in did not work</title>
<h1>Signing in did not work</h1>
<p>${escaped(error.message)}</p>
<p><a href="${escaped(startUrl)}">Start again</a></p>
</html>
`,
  }
}
