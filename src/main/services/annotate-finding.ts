import type { Annotation, AnnotationEvent } from '../../shared/model/annotation'
import { AssayError } from '../../shared/model/errors'
import type { Project } from './project'

/** Everything said of the project's findings that was not undone, oldest first. */
export function annotationsOf(project: Project): AnnotationEvent[] {
  const said: AnnotationEvent[] = []
  for (const line of project.events())
    if (line.type === 'finding-annotated') said.push({ seq: line.seq, at: line.at, ...line.body })
    else if (line.type === 'undone') {
      const index = said.findIndex(({ seq }) => seq === line.body.seq)
      if (index >= 0) said.splice(index, 1)
    }
  return said
}

export type AnnotationOrder = { report: string; finding: string; change: Annotation }

/** One more line in the ledger; its number undoes it. */
export async function annotateFinding(project: Project, { report, finding, change }: AnnotationOrder): Promise<{ seq: number }> {
  const line = await project.append({ type: 'finding-annotated', body: { report, finding, ...change } })
  return { seq: line.seq }
}

/** Takes back what was said of a finding; the ledger keeps both. */
export async function undoAnnotation(project: Project, seq: number): Promise<void> {
  if (!annotationsOf(project).some((said) => said.seq === seq)) throw new AssayError('project/nothing-to-undo', { seq })
  await project.append({ type: 'undone', body: { seq } })
}
