import { CopyButton } from '../../../components/copy-button.tsx'
import type { Entry } from '../conversation/conversation.ts'
import type { Part } from '../wire/content.ts'
import styles from './artifact-view.module.css'
import { PartsView } from './parts-view.tsx'

const textOf = (parts: readonly Part[]) => parts.flatMap((part) => (part.kind === 'text' ? [part.text] : [])).join('\n')

/** Something that the agent made, as far as it has come. */
export const ArtifactView = ({
  entry: { artifact, growing },
}: {
  readonly entry: Extract<Entry, { kind: 'artifact' }>
}) => (
  <article className={styles.artifact} aria-busy={growing}>
    <div className={styles.head}>
      <h2 className={styles.name}>
        {artifact.name ?? 'Artifact'} {growing && <span className={styles.growing}>is being made</span>}
      </h2>
      {!growing && textOf(artifact.parts) !== '' && <CopyButton text={textOf(artifact.parts)} label="Copy" />}
    </div>
    {artifact.description !== undefined && <p className={styles.description}>{artifact.description}</p>}
    <PartsView parts={artifact.parts} />
  </article>
)
