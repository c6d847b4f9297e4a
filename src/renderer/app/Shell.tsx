import { lazy, Suspense, useEffect } from 'react'
import { EvidenceDrawer } from './EvidenceDrawer'
import { LiveRegion } from './LiveRegion'
import { PageView } from './PageView'
import { Rail } from './Rail'
import { StatusBar } from './StatusBar'
import { TopBar } from './TopBar'
import { host } from '../state/connection'
import { useStartUp } from '../state/start-up'
import { nextFrame } from './painted'
import { useShortcuts } from './shortcuts'
import styles from './shell.module.css'

const CommandPalette = lazy(() => import('./CommandPalette'))

/** The frame around every page: what is open above, the order of work at the left, running work below, evidence at the right. */
export function Shell() {
  useShortcuts()
  useEffect(() => void nextFrame().then(() => host().drawn()), [])
  const shown = useStartUp(({ phase }) => phase === 'shown')
  return (
    <div className={styles.shell}>
      <a className={styles.skip} href="#main" onClick={skipToMain}>
        Skip to the page
      </a>
      <TopBar />
      <Rail />
      <PageView />
      <EvidenceDrawer />
      <StatusBar />
      <LiveRegion />
      <Suspense fallback={null}>{shown ? <CommandPalette /> : null}</Suspense>
    </div>
  )
}

function skipToMain(event: React.MouseEvent): void {
  event.preventDefault()
  document.getElementById('main')?.focus()
}
