import type { ErrorComponentProps } from '@tanstack/react-router'
import { Failure } from '../components/failure.tsx'
import { Screen } from '../components/screen.tsx'

/** In the place of a screen that has a fault. The rest of the page works on. */
export const FaultScreen = ({ error, reset }: ErrorComponentProps) => (
  <Screen title="This screen cannot be shown">
    <Failure error={error} retry={reset} />
  </Screen>
)
