import { useState } from 'react'
import { Button } from '../../../components/button.tsx'
import { FoldedFields } from '../../../components/schema-form/folded-fields.tsx'
import { TextField } from '../../../components/text-field.tsx'

export interface TestMessageProps {
  readonly busy: boolean
  readonly onSend: (message: string) => void
}

/** A message to try an agent with, before anybody else does. */
export function TestMessage({ busy, onSend }: TestMessageProps) {
  const [message, setMessage] = useState('Hello!')
  return (
    <FoldedFields label="Test message" open={false} filled={false}>
      <TextField
        label="Message"
        description="It is sent to the agent, which works on it and may cost."
        value={message}
        onValueChange={setMessage}
      />
      <Button busy={busy} disabled={message.trim() === ''} onClick={() => onSend(message)}>
        {busy ? 'Waiting for the answer' : 'Send a test message'}
      </Button>
    </FoldedFields>
  )
}
