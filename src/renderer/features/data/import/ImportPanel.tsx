import { Button } from '@mantine/core'
import { useEffect, useState } from 'react'
import type { ImportPreview } from '../../../../shared/contract/data'
import type { Reading } from '../../../../shared/model/dataset'
import { count } from '../../../../shared/words/format'
import { notify, notifyError } from '../../../app/notify'
import { ErrorNote } from '../../../components/ErrorNote'
import { Panel } from '../../../components/Panel'
import { saidBy, type Said } from '../../../rpc'
import { engine } from '../../../state/connection'
import { rememberFiles } from '../../../state/imported-files'
import { bring } from '../../../state/incoming'
import { runJob } from '../../../state/jobs'
import { bytesText } from '../bytes-text'
import styles from '../data.module.css'
import { PreviewTable } from './PreviewTable'
import { ReadingControls } from './ReadingControls'

type Props = { folder: string; files: readonly string[]; onDone: (dataset: string) => void }
type Looked = { preview: ImportPreview | null; said: Said | null; looking: boolean }

/** The beginning of the files as an import would read it; every choice is shown at once. */
export function ImportPanel({ folder, files, onDone }: Props) {
  const [reading, setReading] = useState<Reading>({})
  const { preview, said, looking } = usePreview(files, reading)
  const [busy, setBusy] = useState(false)
  const [failed, setFailed] = useState<Said | null>(null)
  const start = async (): Promise<void> => {
    setBusy(true)
    setFailed(null)
    try {
      const { manifest, files: lie } = await runJob('The import', engine().data.import({ folder, files: [...files], reading }))
      rememberFiles(manifest.id, lie)
      const rejected = manifest.files.reduce((sum, file) => sum + file.rejected, 0)
      notify(`${count(manifest.rows)} rows imported, ${count(rejected)} lines rejected.`)
      onDone(manifest.id)
      bring([])
    } catch (error) {
      const why = saidBy(error)
      if (why.code === 'internal/cancelled') notifyError(error)
      else setFailed(why)
    } finally {
      setBusy(false)
    }
  }
  return (
    <Panel
      title={files.length === 1 ? 'How this file would be read' : `How these ${files.length} files would be read`}
      actions={
        <>
          <Button variant="default" onClick={() => bring([])} disabled={busy}>
            Do not import
          </Button>
          <Button onClick={() => void start()} loading={busy} disabled={preview === null || said !== null}>
            Import
          </Button>
        </>
      }
    >
      {preview === null ? null : (
        <p className="muted">{preview.files.map(({ name, bytes }) => `${name} (${bytesText(bytes)})`).join(', ')}</p>
      )}
      {failed === null ? null : (
        <ErrorNote
          said={failed}
          next={<span className="muted">Nothing was imported; change how it is read, or choose other files.</span>}
        />
      )}
      <ReadingControls reading={reading} detected={preview?.reading ?? null} onChange={setReading} />
      {said === null ? null : (
        <ErrorNote said={said} next={<span className="muted">Change how it is read above, or choose other files.</span>} />
      )}
      {preview === null ? (
        <p className="muted">{looking ? 'Reading the beginning …' : ''}</p>
      ) : (
        <div className={looking ? styles.stale : undefined} aria-busy={looking}>
          <PreviewTable preview={preview} />
        </div>
      )}
    </Panel>
  )
}

function usePreview(files: readonly string[], reading: Reading): Looked {
  const [looked, setLooked] = useState<Looked>({ preview: null, said: null, looking: true })
  useEffect(() => {
    const controller = new AbortController()
    setLooked((before) => ({ ...before, looking: true }))
    engine()
      .data.preview({ files: [...files], reading }, { signal: controller.signal })
      .then(
        (preview) => {
          if (!controller.signal.aborted) setLooked({ preview, said: null, looking: false })
        },
        (error: unknown) => {
          if (!controller.signal.aborted) setLooked((before) => ({ ...before, said: saidBy(error), looking: false }))
        }
      )
    return () => controller.abort()
  }, [files, reading])
  return looked
}
