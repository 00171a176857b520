/** The versions of A2A that the playground speaks. */
export type Version = '1.0' | '0.3'

/** What can be asked of an agent here. */
export type Operation = 'stream' | 'get' | 'subscribe' | 'cancel' | 'list'

/** The methods by their names in each version. 0.3 has no list: the one of 1.0 is asked in its place. */
export const METHODS: Readonly<Record<Version, Readonly<Record<Operation, string>>>> = {
  '1.0': {
    stream: 'SendStreamingMessage',
    get: 'GetTask',
    subscribe: 'SubscribeToTask',
    cancel: 'CancelTask',
    list: 'ListTasks',
  },
  '0.3': {
    stream: 'message/stream',
    get: 'tasks/get',
    subscribe: 'tasks/resubscribe',
    cancel: 'tasks/cancel',
    list: 'ListTasks',
  },
}
