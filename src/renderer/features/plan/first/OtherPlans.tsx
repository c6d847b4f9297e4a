import { Button } from '@mantine/core'
import { notifyError } from '../../../app/notify'
import { Controls } from '../../../components/Controls'
import { engine, host } from '../../../state/connection'
import { useSession } from '../../../state/session'
import { beginPlan } from '../plan-state'

const PLAN = { title: 'Plan', many: false, extensions: ['yaml', 'yml', 'json'] }

/** Plans from elsewhere, where the project has none of its own: that of its latest report, or a file. */
export function OtherPlans({ folder, path }: { folder: string; path: string }) {
  const latest = useSession(({ project }) => project?.reports[0]?.digest ?? null)
  const asLatest = async (report: string): Promise<void> => {
    const { bytes } = await engine().report.table({ folder, report, name: 'plan.yaml' })
    beginPlan(folder, path, new TextDecoder().decode(bytes))
  }
  return (
    <Controls label="A plan that exists">
      {latest === null ? null : (
        <Button variant="default" onClick={() => void asLatest(latest).catch(notifyError)}>
          Open the plan of the latest report
        </Button>
      )}
      <Button variant="default" onClick={() => void choosePlan(folder, path).catch(notifyError)}>
        Choose a plan file
      </Button>
      {latest === null ? null : (
        <span className="muted">
          The audit’s plan does not lie in this project. Its text is in the report; its paths start from where it is saved: {path}
        </span>
      )}
    </Controls>
  )
}

/** A window uses the file where it lies; what a browser uploaded does not last, so its text becomes the project’s plan. */
async function choosePlan(folder: string, path: string): Promise<void> {
  const [plan] = await host().chooseFiles(PLAN)
  if (plan === undefined) return
  if (host().kind === 'window') await engine().projects.usePlan({ folder, plan })
  else beginPlan(folder, path, (await engine().plan.read({ folder, plan })).text)
}
