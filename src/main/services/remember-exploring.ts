import type { Project } from './project'

/** EVIDENCE §5: the ledger says that a dataset was looked at; once for each time a plan was sealed since. */
export async function rememberExploring(project: Project, dataset: string): Promise<void> {
  const events = project.events()
  const sealed = events.findLastIndex(({ type }) => type === 'plan-sealed')
  const since = events.slice(sealed + 1)
  if (since.some((line) => line.type === 'data-explored' && line.body.dataset === dataset)) return
  await project.append({ type: 'data-explored', body: { dataset } })
}
