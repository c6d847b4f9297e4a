import { useMemo } from 'react'
import { AUDITED_FILES, begin, chooseProject, openFolder, openSample } from '../features/start/begin'
import { auditProject } from '../features/plan/run-audit'
import { engine, host } from '../state/connection'
import type { Command } from '../state/commands'
import { useJobs } from '../state/jobs'
import { useOpenReport } from '../state/report'
import { useSession } from '../state/session'
import { changeSettings } from '../state/settings'
import { notifyError, undo } from './notify'
import { goTo } from './router'
import { useTheme } from './use-theme'

const START: readonly Command[] = [
  { id: 'new-audit', label: 'New audit', hint: 'Choose files to audit', group: 'Start', run: () => void chooseFiles() },
  { id: 'open-project', label: 'Open a project', hint: 'Choose its folder', group: 'Start', run: () => void chooseProject() },
  { id: 'open-sample', label: 'Open the sample', group: 'Start', run: () => void openSample() },
  { id: 'new-window', label: 'Open another window', group: 'Start', run: () => host().newWindow() }
]

const chooseFiles = (): Promise<void> =>
  host()
    .chooseFiles(AUDITED_FILES)
    .then((files) => (files.length > 0 ? begin(files) : undefined))
    .catch(notifyError)

/** What can be done from any page, by name. */
export function useEverywhere(): readonly Command[] {
  const recent = useSession((state) => state.recent)
  const project = useSession((state) => state.project)
  const jobs = useJobs((state) => state.jobs)
  const open = useOpenReport()
  const other = useTheme() === 'dark' ? 'light' : 'dark'
  return useMemo(() => {
    const others = (recent ?? []).filter(({ exists, folder }) => exists && folder !== project?.folder)
    return [
      ...START,
      ...others.map(({ folder, name }) => ({
        id: `open-${folder}`,
        label: `Open ${name}`,
        hint: folder,
        group: 'Start',
        run: () => void openFolder(folder)
      })),
      ...(project?.plan.exists === true
        ? [{ id: 'audit', label: 'Run the audit', group: 'Work', run: () => void auditProject(project) }]
        : []),
      ...(project === null || open === null
        ? []
        : [{ id: 'save-pdf', label: 'Save the report as PDF', group: 'Work', run: () => void savePdf(project.folder, open.digest) }]),
      ...jobs.map(({ key, name, cancel }) => ({
        id: `cancel-${key}`,
        label: `Cancel: ${name}`,
        group: 'Work',
        run: () => void cancel().catch(notifyError)
      })),
      { id: 'undo', label: 'Undo', hint: 'Take back the last change', group: 'Work', run: undo },
      {
        id: 'theme',
        label: `Use the ${other} theme`,
        group: 'Work',
        run: () => void changeSettings({ theme: other }).catch(notifyError)
      },
      ...(open?.report.findings ?? []).map(({ id, title }) => ({
        id,
        label: `${id} ${title}`,
        group: 'Findings',
        run: () => goTo('findings', { finding: id })
      }))
    ]
  }, [recent, project, jobs, open, other])
}

async function savePdf(folder: string, report: string): Promise<void> {
  try {
    const { name, bytes } = await engine().report.pdf({ folder, report })
    await host().save(name, bytes, 'application/pdf')
  } catch (error) {
    notifyError(error)
  }
}
