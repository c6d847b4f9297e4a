import '@mantine/core/styles.css'
import '@mantine/notifications/styles.css'
import './app/fonts.css'
import './app/tokens.css'
import { StrictMode } from 'react'
import { createRoot } from 'react-dom/client'
import { App } from './app/App'
import { notifyError } from './app/notify'
import { painted } from './app/painted'
import { fetchPages, pageOf } from './app/pages'
import { openFolder } from './features/start/begin'
import { connect } from './rpc'
import { engine, host, setConnection, useConnection } from './state/connection'
import { reportSettled } from './state/report'
import { loadRecent, reopenProject } from './state/session'
import { reach } from './state/start-up'
import { loadSettings } from './state/settings'

const root = createRoot(document.getElementById('root') ?? document.body)

function show(): void {
  root.render(
    <StrictMode>
      <App />
    </StrictMode>
  )
  loadSettings().catch(notifyError)
  begin()
    .then(reportSettled)
    .then(painted)
    .then(() => host().usable(), notifyError)
    .then(() => reach('shown'))
    .then(fetchPages)
    .catch(notifyError)
  useConnection.subscribe((now, before) => {
    if (now.status === 'ready' && before.status === 'lost') reopenProject()
  })
}

/** The project that the host was started for, if any, else the start page. Results are the likeliest to be shown: their page comes while the engine reads them. */
async function begin(): Promise<void> {
  const asked = engine().projects.first()
  pageOf('fairness')?.load().catch(notifyError)
  const { folder } = await asked
  loadRecent().catch(notifyError)
  reach('opening')
  if (folder !== null) await openFolder(folder)
}

/** A file that misses its place would else take the place of the page. */
function keepPage(event: DragEvent): void {
  if (event.defaultPrevented || event.dataTransfer?.types.includes('Files') !== true) return
  event.preventDefault()
  event.dataTransfer.dropEffect = 'none'
}
addEventListener('dragover', keepPage)
addEventListener('drop', keepPage)

connect().then(
  (connection) => {
    setConnection(connection)
    show()
  },
  (error: unknown) => root.render(<main role="alert">{error instanceof Error ? error.message : String(error)}</main>)
)
