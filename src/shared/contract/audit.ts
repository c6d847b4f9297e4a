import { z } from 'zod'
import { sha256 } from '../model/dataset'
import { signOffRole } from '../model/statement'
import { inProject, jobEvents, passphrase, path, procedure } from './procedure'

/** Who signs, as what, and what they say. `key`: a fingerprint, the beginning of one, or a name. */
export const signing = z.strictObject({
  key: z.string().min(1).max(200),
  passphrase,
  role: signOffRole,
  decision: z.enum(['accept', 'dissent']),
  /** Why; required of a dissent. */
  reasons: z.string().max(4000),
  /** How the signer stands to the model and its owner, in their own words. */
  independence: z.string().max(2000)
})

export const auditResult = z.object({
  run: z.string(),
  report: sha256,
  pdf: z.string(),
  verdict: z.enum(['pass', 'fail', 'insufficient', 'none']),
  measures: z.int(),
  findings: z.int(),
  signed: z.boolean()
})

export const audit = {
  /** From the plan to a report: import, seal, compute, write; with `sign` also the preparer's signature. */
  run: procedure.input(inProject.extend({ plan: path, sign: signing.optional() })).output(jobEvents(auditResult))
}
