import { gatewayError } from '@gateway/core'

/** No agent has this id. */
export function notFound(id: string): Error {
  return gatewayError('AGENT_NOT_FOUND', `There is no agent with the id "${id}".`)
}

/** What is in the configuration file is changed there alone. */
export function ofTheFile(name: string): Error {
  return gatewayError('CONFLICT', `The agent "${name}" comes from the configuration file; edit it there.`)
}

/** An agent of the configuration file has that name. */
export function nameOfTheFile(name: string): Error {
  return gatewayError(
    'CONFLICT',
    `The name "${name}" is taken by an agent from the configuration file; choose another.`,
    { field: 'name' },
  )
}
