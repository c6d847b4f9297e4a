import { z } from 'zod'
import { sha256 } from '../model/dataset'
import { verification } from '../model/verification'
import { path, procedure } from './procedure'

const text = z.string().min(1).max(400)

/** What the report says it is about: claims, whatever the verdict. Null where it cannot be read. */
export const reportClaims = z.object({ title: z.string(), model: z.string(), at: z.string(), digest: sha256, build: sha256 }).nullable()

export const verify = {
  /** The recipe, step by step; needs no project. `report`: a signed PDF, a report's JSON, or the folder of both. */
  file: procedure
    .input(
      z.strictObject({
        report: path,
        trust: path.optional(),
        model: text.optional(),
        period: text.optional(),
        challenge: text.optional(),
        notSuperseded: z.array(path).max(100).optional(),
        timeToken: z.strictObject({ token: path, authority: path }).optional()
      })
    )
    .output(z.object({ verification, claims: reportClaims }))
}
