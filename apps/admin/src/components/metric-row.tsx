import type { ReactNode } from 'react'
import styles from './figure.module.css'

/** Figures side by side; on a narrow screen two in a line. */
export const MetricRow = ({ children }: { readonly children: ReactNode }) => <dl className={styles.row}>{children}</dl>
