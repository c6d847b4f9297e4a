import { notifyError, notifySaid } from '../../app/notify'
import { goTo } from '../../app/router'
import { engine, host } from '../../state/connection'
import { bring } from '../../state/incoming'
import { runJob } from '../../state/jobs'
import { openProject, useSession } from '../../state/session'

/** Opens a project and shows what it holds: its results where an audit has run, else its data. */
export async function openFolder(folder: string): Promise<void> {
  void openProject(folder)
  const project = await firstState(folder)
  if (project !== null) goTo(project.reports.length > 0 ? 'fairness' : 'data')
}

/** The first state of a project that is being opened; null where it could not be. */
function firstState(folder: string): Promise<ReturnType<typeof useSession.getState>['project']> {
  return new Promise((resolve) => {
    const look = ({ folder: now, project, said }: ReturnType<typeof useSession.getState>): void => {
      if (now === folder && project === null && said === null) return
      if (said !== null) notifySaid(said)
      stop()
      resolve(now === folder ? project : null)
    }
    const stop = useSession.subscribe(look)
  })
}

export const AUDITED_FILES = {
  title: 'Data to audit',
  many: true,
  extensions: ['csv', 'tsv', 'txt', 'gz', 'parquet', 'json', 'jsonl', 'ndjson', 'arrow', 'feather']
}

/** Opens a project by its folder: chosen in the system's dialog, or on the start page where there is none. */
export async function chooseProject(): Promise<void> {
  const { chooseFolder } = host()
  if (chooseFolder === null) return goTo('start', { open: 'folder' })
  try {
    const folder = await chooseFolder('Open a project')
    if (folder !== null) await openFolder(folder)
  } catch (error) {
    notifyError(error)
  }
}

/** A new project for files: named after the first of them, beside the other projects of this user. */
export async function begin(files: readonly string[]): Promise<void> {
  try {
    const { folder } = await engine().projects.suggest({ name: nameOf(files[0] ?? 'audit') })
    await engine().projects.create({ folder })
    bring(files)
    void openProject(folder)
    goTo('data')
  } catch (error) {
    notifyError(error)
  }
}

/** `/data/loans-2026.csv.gz` as `loans-2026`. */
export const nameOf = (path: string): string =>
  (path.split(/[\\/]/).at(-1) ?? '').replace(/(\.[A-Za-z0-9]{1,8}){1,2}$/, '').slice(0, 100) || 'audit'

/** The sample project, made and audited where there is none yet. */
export async function openSample(): Promise<void> {
  try {
    const { folder } = await runJob('The sample', engine().projects.sample())
    await openFolder(folder)
  } catch (error) {
    notifyError(error)
  }
}
