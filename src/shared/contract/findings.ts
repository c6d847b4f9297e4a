import { z } from 'zod'
import { annotation, annotationEvent } from '../model/annotation'
import { sha256 } from '../model/dataset'
import { inProject, procedure } from './procedure'

export const findings = {
  /** Everything said of findings of this project that was not undone, oldest first; of owner, response, due and status the last counts. */
  annotations: procedure.input(inProject).output(z.array(annotationEvent)),
  /** One more event in the ledger; `seq` undoes it. */
  annotate: procedure
    .input(inProject.extend({ report: sha256, finding: z.string().min(1).max(200), change: annotation }))
    .output(z.object({ seq: z.int() })),
  /** Another event that takes back an earlier one; the ledger keeps both. */
  undo: procedure.input(inProject.extend({ seq: z.int().nonnegative() })).output(z.object({}))
}
