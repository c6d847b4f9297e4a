import { Select } from '@mantine/core'
import { lazy, Suspense, useEffect, useState } from 'react'
import { counted } from '../../../shared/words/format'
import { notifyError } from '../../app/notify'
import { useParam } from '../../app/router'
import { Controls } from '../../components/Controls'
import { ErrorNote } from '../../components/ErrorNote'
import { Panel } from '../../components/Panel'
import { QuestionTitle } from '../../components/QuestionTitle'
import { Button } from '@mantine/core'
import { saidBy, type Said } from '../../rpc'
import { engine, host } from '../../state/connection'
import { openReport, useOpenReport } from '../../state/report'
import { useSession } from '../../state/session'
import styles from './report.module.css'
import { SignOffs } from './SignOffs'
import { SignPanel } from './SignPanel'

const PdfPreview = lazy(() => import('./PdfPreview'))

type Pdf = { name: string; bytes: Uint8Array }

/** The very PDF that lies in the project, who signed it, and the next signature. */
export default function ReportPage() {
  const project = useSession((state) => state.project)
  const open = useOpenReport()
  const [chosen, choose] = useParam('report', '')
  const folder = project?.folder ?? ''
  const digest = open?.digest ?? ''
  useEffect(() => {
    if (chosen !== '' && folder !== '' && chosen !== digest) void openReport(folder, chosen)
  }, [chosen, folder, digest])
  if (project === null || open === null) return null
  const listed = project.reports.find((one) => one.digest === open.digest)
  return (
    <>
      <QuestionTitle>What goes out, and who stands behind it?</QuestionTitle>
      {project.reports.length < 2 ? null : (
        <Controls label="Report">
          <Select
            label="Report"
            w="30rem"
            data={project.reports.map((one) => ({
              value: one.digest,
              label: `${one.at.slice(0, 16).replace('T', ' ')} · ${one.title} · ${counted(one.signOffs, 'signature')}`
            }))}
            value={open.digest}
            onChange={(value) => choose(value ?? undefined)}
          />
        </Controls>
      )}
      <Body key={`${open.digest} ${listed?.signOffs ?? 0}`} folder={folder} digest={open.digest} />
    </>
  )
}

function Body({ folder, digest }: { folder: string; digest: string }) {
  const open = useOpenReport()
  const { pdf, said } = usePdf(folder, digest)
  if (open === null) return null
  const save = (): void => {
    if (pdf !== null) host().save(pdf.name, pdf.bytes, 'application/pdf').catch(notifyError)
  }
  return (
    <div className={styles.sides}>
      <Panel
        title="The pages"
        actions={
          <Button variant="default" disabled={pdf === null} onClick={save}>
            Save the PDF
          </Button>
        }
      >
        {said === null ? null : <ErrorNote said={said} />}
        <div className={styles.preview}>
          {pdf === null ? null : (
            <Suspense fallback={null}>
              <PdfPreview bytes={pdf.bytes} />
            </Suspense>
          )}
        </div>
      </Panel>
      <div className={styles.side}>
        <SignOffs open={open} />
        <SignPanel folder={folder} open={open} />
      </div>
    </div>
  )
}

function usePdf(folder: string, digest: string): { pdf: Pdf | null; said: Said | null } {
  const [state, setState] = useState<{ pdf: Pdf | null; said: Said | null }>({ pdf: null, said: null })
  useEffect(() => {
    let current = true
    engine()
      .report.pdf({ folder, report: digest })
      .then(
        (pdf) => {
          if (current) setState({ pdf, said: null })
        },
        (error: unknown) => {
          if (current) setState({ pdf: null, said: saidBy(error) })
        }
      )
    return () => {
      current = false
    }
  }, [folder, digest])
  return state
}
