import { Button } from '@mantine/core'
import { Component, type ReactNode } from 'react'
import { ErrorNote } from '../components/ErrorNote'

type State = { error: Error | null }

/** A page that fails says so in one sentence; the rest of the window stays usable. (React offers this to classes only.) */
export class ErrorBoundary extends Component<{ children: ReactNode }, State> {
  override state: State = { error: null }

  static getDerivedStateFromError(error: unknown): State {
    return { error: error instanceof Error ? error : new Error(String(error)) }
  }

  override render(): ReactNode {
    const { error } = this.state
    if (error === null) return this.props.children
    const said = {
      code: 'internal/page',
      message: 'This page met a fault of its own: nothing was changed. Try it again, or go on elsewhere.',
      details: error.stack ?? error.message
    }
    return (
      <ErrorNote
        said={said}
        next={
          <Button variant="default" onClick={() => this.setState({ error: null })}>
            Try again
          </Button>
        }
      />
    )
  }
}
