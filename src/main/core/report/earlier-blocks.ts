import type { Block, Cell } from './blocks'
import { left, paragraph, table } from './build'
import { priorFindings } from './earlier-findings'
import { sentence } from '../../../shared/words/format'
import { SEVERITIES } from '../../../shared/words/words'
import type { View } from '../../../shared/reading/view'

/** What somebody decided otherwise than the program; a verdict stays as it was computed. */
export function overrides({ plan, report }: View): string[] {
  if (plan.overrides.length === 0) return ['Overrides: none. The program has no way to set a verdict by hand.']
  const known = new Set([...plan.criteria, ...report.findings, ...(report.earlier?.findings ?? [])].map(({ id }) => id))
  return plan.overrides.map(({ id, by, reason }) => {
    const whose = known.has(id) ? id : `${id}, which is no criterion or finding of this report`
    return `Override of ${whose}, by ${by} as the plan names them: ${stopped(reason)} What was computed stands as computed.`
  })
}

const stopped = (text: string): string => (/[.!?]$/.test(text) ? text : `${text}.`)

/** The findings of the earlier report, gravest first, with what closed them. */
export function carriedForward(view: View): Block[] {
  const { report, plan } = view
  if (report.earlier === null) return [paragraph(withoutEarlier(plan.supersedes !== undefined))]
  const prior = priorFindings(report).sort((a, b) => SEVERITIES.indexOf(a.severity) - SEVERITIES.indexOf(b.severity))
  if (prior.length === 0) return [paragraph('Prior findings: the earlier report has none to carry forward.')]
  return [
    table(
      'Findings of the earlier report, carried forward',
      [left('Id'), left('Severity'), left('Finding', 4), left('Then'), left('Now'), left('Closure evidence', 3)],
      prior.map((one): Cell[] => [one.id, sentence(one.severity), one.title, one.status, one.now, one.closure ?? 'none given']),
      {
        wide: true,
        notes: [
          'Ids are those of the earlier report. A finding that the plan does not mention keeps its status; what closed one is the plan’s claim and was not tested.'
        ]
      }
    )
  ]
}

const withoutEarlier = (supersedes: boolean): string =>
  supersedes
    ? 'Prior findings: the superseded report was not an input, so its findings are not carried forward; read them there.'
    : 'Prior findings: no earlier report is named, so none are carried forward.'
