import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { Failure } from '../../components/failure.tsx'
import { Screen } from '../../components/screen.tsx'
import { useMay, useSession } from '../../session/use-session.ts'
import { AgentsInTrouble } from './agents-in-trouble.tsx'
import { DayFigures } from './day-figures.tsx'
import { FirstSteps } from './first-steps.tsx'
import { hideFirstSteps, isFirstStepsHidden } from './first-steps-hidden.ts'
import { dayQuery, lastCallsQuery } from './home-queries.ts'
import styles from './home-screen.module.css'
import { LastCalls } from './last-calls.tsx'

/** Is everything well? To begin with: what to do first. */
export function HomeScreen() {
  const session = useSession()
  const may = useMay()
  const { data: calls, error, refetch } = useQuery(lastCallsQuery)
  const day = useQuery(dayQuery(session))
  const [hidden, setHidden] = useState(isFirstStepsHidden)
  const hide = () => {
    hideFirstSteps()
    setHidden(true)
  }
  const seesAgents = may('see every agent')
  const inUse = calls !== undefined && calls.length > 0

  return (
    <Screen title="Home">
      <div className={styles.home}>
        {!hidden && may('manage agents') && may('manage keys') && calls !== undefined && (
          <FirstSteps called={inUse} onHide={hide} />
        )}
        {inUse && <DayFigures day={day.data} error={day.error} retry={() => day.refetch()} />}
        {inUse && seesAgents && <AgentsInTrouble />}
        {calls === undefined && error !== null && <Failure error={error} retry={() => refetch()} />}
        {calls !== undefined && <LastCalls calls={calls} />}
      </div>
    </Screen>
  )
}
