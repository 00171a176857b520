/** Custom auth of LangGraph's own server: takes one key, and lets nobody search for threads. */
import { Auth, HTTPException } from '@langchain/langgraph-sdk/auth'

export const auth = new Auth()
  .authenticate(async (request) => {
    if (request.headers.get('x-api-key') !== 'right')
      throw new HTTPException(401, { message: 'No such key: sk-secret.' })
    return { identity: 'gateway', display_name: 'gateway', is_authenticated: true, permissions: [] }
  })
  .on('threads:search', () => false)
