import { z } from 'zod'
import { made } from '../model/report'
import { procedure } from './procedure'

/** One way out that is shut, and how often something tried it since the start. */
export const shutDoor = z.object({ name: z.string(), how: z.string(), tried: z.int().nonnegative() })
export type ShutDoor = z.infer<typeof shutDoor>

export const about = {
  versions: procedure.output(
    z.object({
      made,
      host: z.enum(['window', 'page']),
      /** Name → version of what runs this: Node, Electron, Chromium, V8. */
      runtime: z.record(z.string(), z.string()),
      platform: z.string(),
      memoryBytes: z.number(),
      threads: z.int()
    })
  ),
  /** The air-gap proof: what is denied, and the counters. */
  airGap: procedure.output(z.object({ doors: z.array(shutDoor), since: z.string() }))
}
