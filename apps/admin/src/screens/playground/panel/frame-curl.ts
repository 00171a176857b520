import { z } from 'zod/mini'

const request = z.object({ method: z.string() })

/** Between single quotes a shell takes everything as it is, but a single quote. */
const shellText = (text: string) => `'${text.replaceAll("'", `'\\''`)}'`

/** A request that was sent, as one command of a shell: the same JSON to the same address, with a key. */
export function frameCurl(url: string, json: unknown): string {
  const method = request.safeParse(json).data?.method ?? ''
  // Methods of 0.3 are paths, those of 1.0 are words.
  const version = method.includes('/') ? '0.3' : '1.0'
  const streams = /stream|subscribe/i.test(method)
  return [
    `curl ${streams ? '-N ' : ''}${url} \\`,
    `  -H "Authorization: Bearer $GATEWAY_KEY" \\`,
    `  -H 'Content-Type: application/json' \\`,
    `  -H 'A2A-Version: ${version}' \\`,
    `  -d ${shellText(JSON.stringify(json))}`,
  ].join('\n')
}
