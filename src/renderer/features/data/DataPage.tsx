import { Button, Select } from '@mantine/core'
import { count } from '../../../shared/words/format'
import { hrefOf, useParam } from '../../app/router'
import { Controls } from '../../components/Controls'
import { DropZone } from '../../components/DropZone'
import { EmptyState } from '../../components/EmptyState'
import { QuestionTitle } from '../../components/QuestionTitle'
import { bring, useIncoming } from '../../state/incoming'
import { useSession } from '../../state/session'
import { DatasetView } from './DatasetView'
import { DATA_FILES } from './data-files'
import { ImportPanel } from './import/ImportPanel'

/** What was imported, how it adds up, and what every column holds. */
export default function DataPage() {
  const incoming = useIncoming((state) => state.files)
  const project = useSession((state) => state.project)
  const [chosen, choose] = useParam('dataset', '')
  if (project === null) return null
  const { datasets, folder } = project
  const shown = datasets.find(({ dataset }) => dataset === chosen) ?? datasets[0]
  const title = <QuestionTitle>Are the data what they claim to be?</QuestionTitle>
  if (incoming.length > 0)
    return (
      <>
        {title}
        <ImportPanel key={incoming.join('\n')} folder={folder} files={incoming} onDone={choose} />
      </>
    )
  if (shown === undefined)
    return (
      <>
        {title}
        <EmptyState
          title="No data yet"
          action={<DropZone choice={DATA_FILES} button="Choose files" hint="or drop them here" onFiles={bring} />}
        >
          Predictions with the attributes of persons: CSV, Parquet, JSON or Arrow. Each file is hashed, every line of it is counted, and the
          types and roles of its columns are proposed with reasons. The files themselves are never changed.
        </EmptyState>
      </>
    )
  const choices = datasets.map(({ dataset, rows, at }) => ({
    value: dataset,
    label: `${dataset.slice(0, 12)} · ${count(rows)} rows · ${at.slice(0, 16).replace('T', ' ')}`
  }))
  return (
    <>
      {title}
      <Controls label="Dataset">
        <Select label="Dataset" w="24rem" data={choices} value={shown.dataset} onChange={(value) => choose(value ?? undefined)} />
        <DropZone choice={DATA_FILES} button="Import more" hint="or drop files here" onFiles={bring} />
        {project.plan.exists ? null : (
          <Button component="a" href={hrefOf('plan')} variant="default">
            Next: write the plan
          </Button>
        )}
      </Controls>
      <DatasetView key={shown.dataset} folder={folder} dataset={shown.dataset} />
    </>
  )
}
