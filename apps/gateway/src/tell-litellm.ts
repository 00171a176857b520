import type { Logger } from '@gateway/core'
import type { LitellmMembers } from './litellm-members.ts'

/** Says in one line what of a `config.yaml` of LiteLLM is passed over. */
export function tellLitellm({ passedOver, masterKey }: LitellmMembers, logger: Logger): void {
  const key =
    masterKey === undefined
      ? ''
      : ' Of general_settings the master_key is the admin key, unless GATEWAY_MASTER_KEY is set.'
  logger.warn(
    { members: passedOver },
    `The configuration file has members of LiteLLM that are not for agents, and are passed over: ${passedOver.join(', ')}.${key}`,
  )
}
