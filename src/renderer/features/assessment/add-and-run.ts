import { notify } from '../../app/notify'
import { goTo } from '../../app/router'
import { engine } from '../../state/connection'
import { runJob } from '../../state/jobs'
import type { About } from './about'

/** Adds the assessment to the plan file, comments kept, and audits; where the plan then lacks something, it says what and writes nothing. */
export async function addAndRun(folder: string, plan: string, { assessment, value }: About): Promise<void> {
  const read = await engine().plan.read({ folder, plan })
  const { text } = await engine().plan.edit({ text: read.text, edits: [{ path: ['assessments', assessment], value }] })
  const { problems } = await engine().plan.check({ folder, text })
  const [problem] = problems
  if (problem !== undefined) {
    notify(problem.message)
    goTo('plan')
    return
  }
  await engine().plan.write({ folder, plan, text, replaces: read.sha256 })
  await runJob('The audit', engine().audit.run({ folder, plan }))
}
