import { useState } from 'react'
import { Button, ButtonLink } from '../../../components/button.tsx'
import { bytes } from '../../../format/bytes.ts'
import type { FilePart } from '../wire/content.ts'
import { base64Size, downloadFile } from './download-file.ts'
import styles from './file-view.module.css'

/** What browsers draw, and cannot run anything of in the place of an image. */
const IMAGE = /^image\/(?:png|jpeg|gif|webp|avif|svg\+xml)$/

/** A file of a message: an image is shown, any is to be had. */
export function FileView({ file }: { readonly file: FilePart }) {
  const { name, mediaType, base64, url } = file
  const [problem, setProblem] = useState<string>()
  const title = name ?? (mediaType?.startsWith('image/') ? 'Image' : 'File')
  const facts = [mediaType, base64 === undefined ? undefined : bytes(base64Size(base64))].filter(Boolean).join(', ')
  return (
    <div className={styles.file}>
      {base64 !== undefined && mediaType !== undefined && IMAGE.test(mediaType) && (
        <img src={`data:${mediaType};base64,${base64}`} alt={title} className={styles.image} />
      )}
      <p className={styles.line}>
        <span className={styles.name}>{title}</span> <span className={styles.facts}>{facts}</span>
        {base64 !== undefined && (
          <Button aria-label={`Download ${title}`} onClick={() => setProblem(downloadFile(title, mediaType, base64))}>
            Download
          </Button>
        )}
        {url !== undefined && <Address title={title} url={url} />}
      </p>
      {problem !== undefined && (
        <p role="alert" className={styles.problem}>
          {problem}
        </p>
      )}
    </div>
  )
}

/** An address of somebody else's file is opened by its reader alone: nothing of it is loaded into this page. */
function Address({ title, url }: { readonly title: string; readonly url: string }) {
  if (!/^https?:\/\//i.test(url)) return <code className={styles.facts}>{url}</code>
  return (
    <ButtonLink href={url} target="_blank" rel="noreferrer" title={url} aria-label={`Open ${title} in a new tab`}>
      Open ↗
    </ButtonLink>
  )
}
