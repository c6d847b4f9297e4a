import { Button } from '@mantine/core'
import { useState, type ReactNode } from 'react'
import { goTo, useParam } from '../../app/router'
import { DropZone } from '../../components/DropZone'
import { FolderBrowser } from '../../components/FolderBrowser'
import { IconFolder, IconPlus, IconReport, IconVerify } from '../../components/icons'
import { QuestionTitle } from '../../components/QuestionTitle'
import { AUDITED_FILES, begin, chooseProject, openFolder, openSample } from './begin'
import { Recent } from './Recent'
import styles from './start.module.css'

export default function StartPage() {
  const [opening, setOpening] = useParam('open', '')
  const [busy, setBusy] = useState(false)
  const sample = (): void => {
    setBusy(true)
    void openSample().finally(() => setBusy(false))
  }
  return (
    <>
      <QuestionTitle>What would you like to examine?</QuestionTitle>
      <div className={styles.ways}>
        <Way
          icon={<IconPlus size={18} aria-hidden />}
          title="New audit"
          text="Predictions with the attributes of persons: CSV, Parquet, JSON or Arrow. The files are read, never changed, and stay on this computer."
        >
          <DropZone choice={AUDITED_FILES} button="Choose files" hint="or drop them here" onFiles={(files) => void begin(files)} />
        </Way>
        <Way
          icon={<IconVerify size={18} aria-hidden />}
          title="Verify a report"
          text="Was a signed report altered, and who signed it? Needs the file alone: no project and no network."
        >
          <Button variant="default" onClick={() => goTo('verify')}>
            Verify a report
          </Button>
        </Way>
        <Way
          icon={<IconFolder size={18} aria-hidden />}
          title="Open a project"
          text="A folder with imported data, results, reports and the ledger of everything that was done in it."
        >
          <Button variant="default" onClick={() => void chooseProject()}>
            Open a folder
          </Button>
        </Way>
        <Way
          icon={<IconReport size={18} aria-hidden />}
          title="Look at the sample"
          text="A finished audit of made-up credit decisions, with gaps that were planted for you to find."
        >
          <Button variant="default" loading={busy} onClick={sample}>
            Open the sample
          </Button>
        </Way>
      </div>
      <Recent />
      {opening === 'folder' ? (
        <FolderBrowser
          title="Open a project"
          onClose={() => setOpening(undefined)}
          onChoose={(folder) => {
            setOpening(undefined)
            void openFolder(folder)
          }}
        />
      ) : null}
    </>
  )
}

function Way({ icon, title, text, children }: { icon: ReactNode; title: string; text: string; children: ReactNode }) {
  return (
    <section className={styles.way}>
      <h2>
        {icon}
        {title}
      </h2>
      <p>{text}</p>
      <div>{children}</div>
    </section>
  )
}
