import type { Entry } from '../conversation/conversation.ts'
import styles from './artifact-view.module.css'
import { PartsView } from './parts-view.tsx'

/** Something that the agent made, as far as it has come. */
export const ArtifactView = ({
  entry: { artifact, growing },
}: {
  readonly entry: Extract<Entry, { kind: 'artifact' }>
}) => (
  <article className={styles.artifact} aria-busy={growing}>
    <h2 className={styles.name}>
      {artifact.name ?? 'Artifact'} {growing && <span className={styles.growing}>is being made</span>}
    </h2>
    {artifact.description !== undefined && <p className={styles.description}>{artifact.description}</p>}
    <PartsView parts={artifact.parts} />
  </article>
)
