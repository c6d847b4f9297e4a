import { z } from 'zod'
import { path, procedure } from './procedure'

export const fileEntry = z.object({ path: z.string(), name: z.string(), kind: z.enum(['file', 'folder']), bytes: z.number() })

export const files = {
  /** What lies in a folder, for hosts without the system's own dialog; null: where one may begin. Hidden files are left out. */
  browse: procedure
    .input(z.strictObject({ folder: path.nullable() }))
    .output(z.object({ folder: z.string(), parent: z.string().nullable(), entries: z.array(fileEntry) }))
}
