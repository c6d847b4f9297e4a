import { createRoot } from 'react-dom/client'
import { connect } from './rpc'

const root = createRoot(document.getElementById('root') ?? document.body)
connect().then(
  ({ host }) => {
    root.render(<main aria-label="Assay">Assay</main>)
    host.usable()
  },
  (error: unknown) => root.render(<main role="alert">{error instanceof Error ? error.message : String(error)}</main>)
)
