import { z } from 'zod'
import { sha256 } from '../model/dataset'
import type { ReportStatement } from '../model/report'
import { signOff } from '../model/statement'
import { signing } from './audit'
import { bytes, inProject, procedure, trusted } from './procedure'

const counts = z.object({ pass: z.int(), fail: z.int(), insufficient: z.int() })

/** What the report's cover says of the primary criteria. */
export const reportCover = z.object({ verdict: z.enum(['pass', 'fail', 'insufficient', 'none']), unadjusted: counts, holm: counts })

const inReport = inProject.extend({ report: sha256 })

export const report = {
  /** The report's text as it is signed (a `ReportStatement`), its cover, and who signed what so far. */
  open: procedure.input(inReport).output(z.object({ digest: sha256, bytes, cover: reportCover, signOffs: z.array(signOff) })),
  /** The result of a run, whether or not its report was written. */
  ofRun: procedure.input(inProject.extend({ run: z.string().regex(/^[0-9]{4,}-[0-9a-f]{8}$/) })).output(trusted<ReportStatement>()),
  /** The very PDF that lies in the project. */
  pdf: procedure.input(inReport).output(z.object({ name: z.string(), bytes })),
  /** A CSV table that is attached to the report, or its plan byte for byte. */
  table: procedure
    .input(inReport.extend({ name: z.string().regex(/^([A-Za-z0-9._-]+\.csv|plan\.yaml)$/) }))
    .output(z.object({ bytes: bytes })),
  /** One more statement over the report's digest, and the PDF printed again. The JSON never changes. */
  sign: procedure.input(inReport.extend({ sign: signing })).output(z.object({ pdf: z.string(), statement: sha256 }))
}
