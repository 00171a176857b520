import { Link } from '@tanstack/react-router'
import { useMay } from '../session/use-session.ts'
import styles from './navigation.module.css'
import { NAVIGATION } from './navigation-entries.ts'

/** The screens that whoever is signed in may see. */
export function Navigation() {
  const may = useMay()
  return (
    <nav aria-label="Screens" className={styles.navigation}>
      {NAVIGATION.filter(({ needs }) => needs === undefined || may(needs)).map(({ to, label }) => (
        <Link
          key={to}
          to={to}
          activeOptions={{ exact: to === '/' }}
          className={styles.link}
          activeProps={{ 'aria-current': 'page' }}
        >
          {label}
        </Link>
      ))}
      <a href="/hub" className={styles.link}>
        Hub <span aria-hidden="true">↗</span>
      </a>
    </nav>
  )
}
