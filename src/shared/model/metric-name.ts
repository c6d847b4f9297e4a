import { z } from 'zod'
import { METRIC_IDS, metricNamed } from './metrics'

export const metricId = z.enum(METRIC_IDS)

/** A metric by its id or by one of the names people know it under. */
export const metricName = z.string().transform((name, context) => {
  const id = metricNamed(name)
  if (id === undefined)
    context.issues.push({
      code: 'custom',
      input: name,
      message: `no metric of that name; the list is in resources/schemas/metrics.json (${METRIC_IDS.length} metrics)`
    })
  return id ?? z.NEVER
})
