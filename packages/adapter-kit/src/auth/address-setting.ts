import { isGatewayError } from '@gateway/core'
import { z } from 'zod'
import { guardUrl } from '../guard-url.ts'

/** An address in settings that the gateway sends something to, such as a credential: guarded as an agent's own. */
export const addressSetting = z.string().superRefine((url, check) => {
  try {
    guardUrl(url, { field: 'This address' })
  } catch (error) {
    if (!isGatewayError(error)) throw error
    check.addIssue({ code: 'custom', message: error.message })
  }
})
