import type { ServerResponse } from 'node:http'
import type { VendorReply } from './vendor.ts'

export function sendReply(response: ServerResponse, { status = 200, headers, body }: VendorReply): void {
  response.writeHead(status, { ...headers }).end(body ?? '')
}
