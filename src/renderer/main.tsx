import '@mantine/core/styles.css'
import '@mantine/notifications/styles.css'
import './app/fonts.css'
import './app/tokens.css'
import { StrictMode } from 'react'
import { createRoot } from 'react-dom/client'
import { App } from './app/App'
import { notifyError } from './app/notify'
import { fetchPages } from './app/pages'
import { openFolder } from './features/start/begin'
import { connect } from './rpc'
import { engine, host, setConnection, useConnection } from './state/connection'
import { reportSettled } from './state/report'
import { loadRecent, reopenProject } from './state/session'
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
    .then(() => host().usable(), notifyError)
    .then(fetchPages)
    .catch(notifyError)
  useConnection.subscribe((now, before) => {
    if (now.status === 'ready' && before.status === 'lost') reopenProject()
  })
}

/** The project that the host was started for, if any, else the start page. */
async function begin(): Promise<void> {
  loadRecent().catch(notifyError)
  const { folder } = await engine().projects.first()
  if (folder !== null) await openFolder(folder)
}

connect().then(
  (connection) => {
    setConnection(connection)
    show()
  },
  (error: unknown) => root.render(<main role="alert">{error instanceof Error ? error.message : String(error)}</main>)
)
