/** What can be wrong with the answers of an agent, such that the gateway puts it right. The words are seen by administrators. */
export const REPAIRS = {
  'timestamp-zone': 'Times come without a zone; they are taken as UTC.',
  'timestamp-form': 'What stands in the place of a time is none; it is left out.',
  '0.3-body-in-1.0-envelope': 'Answers to 1.0 calls are written in the words of 0.3; they are translated.',
  '1.0-body-in-0.3-envelope': 'Answers to 0.3 calls are written in the words of 1.0; they are translated.',
  'bare-event':
    'Answers to 1.0 calls come without their envelope (task, message, statusUpdate, artifactUpdate); they are given one.',
  'wrapped-task': 'A task that is asked for comes in an envelope; it is taken out.',
  'no-context': 'Events name no context; it is left empty.',
  'cumulative-text':
    'Each event of a stream says the whole text again; what is new of it is served, as chunks of one artifact.',
  'repeated-text': 'A stream says again, whole, what it has said in pieces; it is served once.',
  'forgotten-artifacts':
    'A task that has ended is shown without its artifacts; those that were seen before are served with it.',
  'early-end': 'A stream ends before its task has; the gateway asks for the task until it has ended.',
  'early-answer': 'A send that is to wait is answered before its task has ended; the gateway waits for it.',
} as const satisfies Record<string, string>

/** The name of one of them. */
export type Repair = keyof typeof REPAIRS

/** Whether a name is one of them: a database may hold names of another version. */
export function isRepair(name: string): name is Repair {
  return Object.hasOwn(REPAIRS, name)
}
