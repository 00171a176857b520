import { Link } from '@tanstack/react-router'
import { Empty } from '../components/empty.tsx'
import { Screen } from '../components/screen.tsx'

/** At an address that no screen has. */
export const NotFoundScreen = () => (
  <Screen title="Nothing is here">
    <Empty title="No screen has this address.">
      <Link to="/agents">To the agents</Link>
    </Empty>
  </Screen>
)
