import { Button } from '@mantine/core'
import { useState } from 'react'
import { notifyError } from '../../app/notify'
import { goTo } from '../../app/router'
import { EmptyState } from '../../components/EmptyState'
import { useSession } from '../../state/session'
import type { About } from './about'
import { addAndRun } from './add-and-run'

/** The plan did not ask for this assessment: what it would show, and how to have it. */
export function NotRun({ about }: { about: About }) {
  const project = useSession((state) => state.project)
  const [busy, setBusy] = useState(false)
  const add = (): void => {
    if (project === null) return
    setBusy(true)
    addAndRun(project.folder, project.plan.path, about)
      .catch(notifyError)
      .finally(() => setBusy(false))
  }
  return (
    <EmptyState
      title={`The plan did not ask for ${about.name}`}
      action={
        <>
          {about.value === null ? null : (
            <Button loading={busy} disabled={project === null || !project.plan.exists} onClick={add}>
              Add it to the plan and run
            </Button>
          )}
          <Button variant={about.value === null ? 'filled' : 'default'} onClick={() => goTo('plan')}>
            Go to the plan
          </Button>
        </>
      }
    >
      <p>{about.shows}</p>
      <p>{about.needs}</p>
      {project?.plan.exists === false ? (
        <p>The plan lies outside this project: open it on the plan’s page, and this can be added there.</p>
      ) : null}
    </EmptyState>
  )
}
