import { JsonView } from '../../../components/json-view.tsx'
import type { Part } from '../wire/content.ts'
import { FileView } from './file-view.tsx'
import styles from './parts-view.module.css'

/** Lines of JSON that are shown at once; of more only the title is, so that the texts beside it stay in sight. */
const MOST_OPEN = 10

/** What a message or an artifact holds: texts, files and data, in their order. */
export const PartsView = ({ parts }: { readonly parts: readonly Part[] }) => (
  <div className={styles.parts}>
    {parts.map((part, index) => (
      <PartView key={index} part={part} />
    ))}
  </div>
)

function PartView({ part }: { readonly part: Part }) {
  if (part.kind === 'text') return <p className={styles.text}>{part.text}</p>
  if (part.kind === 'file') return <FileView file={part} />
  const { data = null } = part
  return <JsonView title="Data" value={data} folded={JSON.stringify(data, null, 2).split('\n').length > MOST_OPEN} />
}
