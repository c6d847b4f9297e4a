import { useEffect, useState } from 'react'
import type { DatasetManifest } from '../../../shared/model/dataset'
import { count } from '../../../shared/words/format'
import { ErrorNote } from '../../components/ErrorNote'
import { Hash } from '../../components/Hash'
import { Panel } from '../../components/Panel'
import { Sentence } from '../../components/Sentence'
import { saidBy, type Said } from '../../rpc'
import { engine } from '../../state/connection'
import { ColumnsPanel } from './columns/ColumnsPanel'
import styles from './data.module.css'
import { Reconciliation } from './Reconciliation'
import { RejectedLines } from './RejectedLines'

type State = { manifest: DatasetManifest | null; said: Said | null }

/** One dataset: what it is, how its lines add up, and its columns. */
export function DatasetView({ folder, dataset }: { folder: string; dataset: string }) {
  const [{ manifest, said }, setState] = useState<State>({ manifest: null, said: null })
  useEffect(() => {
    let current = true
    engine()
      .data.manifest({ folder, dataset })
      .then(
        (found) => {
          if (current) setState({ manifest: found, said: null })
        },
        (error: unknown) => {
          if (current) setState({ manifest: null, said: saidBy(error) })
        }
      )
    return () => {
      current = false
    }
  }, [folder, dataset])
  if (said !== null) return <ErrorNote said={said} />
  if (manifest === null) return null
  const inFiles = manifest.files.reduce((sum, file) => sum + file.rows, 0)
  const rejected = manifest.files.reduce((sum, file) => sum + file.rejected, 0)
  return (
    <>
      <Sentence>
        {count(manifest.rows)} of {count(inFiles)} rows were read;{' '}
        {rejected === 0 ? 'none was' : rejected === 1 ? 'one was' : `${count(rejected)} were`} rejected
        {rejected === 0 ? '.' : ', each with its line and reason.'} The digest stands for these bytes, read this way.
      </Sentence>
      <p className={styles.digest}>
        Dataset <Hash value={manifest.id} what="the digest of the dataset" digits={64} />
      </p>
      <div className={styles.panels}>
        <Panel title="Reconciliation">
          <Reconciliation files={manifest.files} />
        </Panel>
        {rejected === 0 ? null : (
          <Panel title="Rejected lines">
            <RejectedLines files={manifest.files} />
          </Panel>
        )}
        <ColumnsPanel folder={folder} manifest={manifest} />
      </div>
    </>
  )
}
