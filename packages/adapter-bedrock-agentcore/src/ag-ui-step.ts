import { NOTHING, type StepReader, textStep } from './agent-step.ts'

/** Events of AG-UI, which runtimes of that protocol stream. */
export const agUiStep: StepReader = ({ type, delta }) => {
  if (typeof type !== 'string' || !/^[A-Z]+(_[A-Z]+)+$|^RAW$|^CUSTOM$/.test(type)) return undefined
  switch (type) {
    case 'RUN_STARTED':
      return { type: 'run-start' }
    case 'RUN_FINISHED':
      return { type: 'run-stop' }
    case 'RUN_ERROR':
      return { type: 'failure' }
    case 'TEXT_MESSAGE_START':
      return { type: 'message-start' }
    case 'TEXT_MESSAGE_END':
      return { type: 'message-stop' }
    case 'TEXT_MESSAGE_CONTENT':
    case 'TEXT_MESSAGE_CHUNK':
      return textStep(delta)
    default:
      return NOTHING
  }
}
