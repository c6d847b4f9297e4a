import type { Block } from './blocks'
import { list, paragraph, section } from './build'
import { count, counted } from '../../../shared/words/format'
import type { View } from '../../../shared/reading/view'

/** Section 7: what weakens the figures of this report, said from what is known about its data. */
export function limitations(view: View): Block[] {
  return [
    section(7, 'Limitations'),
    list([...sampling(view), ...labels(view), ...groups(view), ...dependence(view), ...origin(view)]),
    paragraph(
      'A reader must not conclude from this report that a law is or is not kept, that anyone was decided upon for the sake of an attribute, that what was not tested is in order, or that figures hold for another model, period or population. A difference between groups is described, not attributed to a cause.'
    )
  ]
}

function sampling({ plan: { inference } }: View): string[] {
  if (inference.kind === 'census')
    return [
      'Census: the figures describe what is recorded in the log and nothing else. They carry no interval and say nothing about other periods.'
    ]
  if (inference.kind === 'sample')
    return [
      `Sample: the figures stand for the frame of ${count(inference.frame)} only as far as the rows were drawn as stated. The drawing itself was not observed.`
    ]
  return [
    'Process: the intervals hold if the process that made these rows repeats unchanged. A change of population, policy or model ends that.'
  ]
}

function labels({ report }: View): string[] {
  const kinds = new Set(report.population.map((p) => p.labels))
  const immature = report.population.reduce((sum, p) => sum + p.immature, 0)
  return [
    ...(kinds.has('follow-the-decision')
      ? [
          'Selective labels: the outcome is known for one decision only, so error rates, accuracy and calibration over all persons are undefined and are not estimated.'
        ]
      : []),
    ...(kinds.has('some-missing')
      ? [
          'Missing labels: figures that need an outcome are computed on rows where it is known; where that depends on group or decision they are biased.'
        ]
      : []),
    ...(kinds.has('none') ? ['No labels: no error rate can be computed. Equal decision rates say nothing about errors.'] : []),
    ...(immature > 0
      ? [`Label delay: ${counted(immature, 'row')} had not reached the declared maturity, and their outcome was left out.`]
      : [])
  ]
}

function groups({ report, plan }: View): string[] {
  const small = report.measures.filter((m) => m.status.code === 'small').length
  const unknown = report.population.flatMap((p) =>
    p.attributes
      .filter((a) => a.unknown !== 0)
      .map((a) => `${a.attribute} (${a.unknown === null ? 'a masked number' : count(a.unknown)} of ${count(p.rows)} rows, part ${p.part})`)
  )
  return [
    ...(small > 0
      ? [
          `Small groups: ${counted(small, 'measure')} ${small === 1 ? 'rests' : 'rest'} on fewer than ${count(plan.minimum_group_size)} rows; they are reported and not judged.`
        ]
      : []),
    ...(unknown.length > 0
      ? [
          `Unknown values: ${unknown.join('; ')}. Whoever is unknown is a row of the tables, never a reference; if unknowns differ from the known, the gaps between groups differ too.`
        ]
      : []),
    'Recorded groups: attributes are taken as recorded. How they were recorded, and by whom, was not tested.'
  ]
}

function dependence({ report, plan: { inference } }: View): string[] {
  const clusters = report.population.flatMap((p) => (p.clusters === null ? [] : [p.clusters]))
  const census = inference.kind === 'census'
  if (clusters.length === 0)
    return [
      census
        ? 'Dependence: no column says which rows belong to the same person: figures count rows, not persons.'
        : 'Dependence: no column says which rows belong to the same person, so rows are taken as independent. If they are not, the intervals are too narrow.'
    ]
  if (census) return []
  return clusters.some((c) => c.repeats)
    ? [
        'Dependence: rows repeat within clusters. Intervals are cluster-robust and allow for that, but not for dependence between clusters, by day or by place.'
      ]
    : []
}

function origin({ report }: View): string[] {
  const unproven = report.data.filter(
    (part) => part.controlTotals.length + part.ownersManifest.length === 0 && part.trace?.mismatches == null
  )
  const differing = report.data.filter((part) => [...part.controlTotals, ...part.ownersManifest].some(({ agrees }) => !agrees))
  const differ = differing.length === 0 ? 'nothing that was supplied differs' : `part ${quoted(differing)} differs from what was supplied`
  if (unproven.length === 0)
    return [
      `Origin: the data were held against control totals, an owner’s manifest or traced rows; ${differ} (section 3). Whether what was supplied is itself right was not tested.`
    ]
  return [`Origin: completeness and origin were not tested for part ${quoted(unproven)}.`]
}

const quoted = (parts: readonly { part: string }[]): string => parts.map(({ part }) => `“${part}”`).join(', ')
