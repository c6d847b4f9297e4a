import { METRICS } from '../../../shared/model/metrics'
import type { Verdict } from '../../../shared/model/finding'
import type { Measure } from '../../../shared/model/measure'
import { figureTexts } from '../../../shared/words/figure-texts'
import { NONE, thresholdText } from '../../../shared/words/format'
import { INSUFFICIENT, OBSERVED } from '../../../shared/words/words'
import type { AuditOutcome } from '../../services/run-audit'
import { bold, columns, dim, green, red, say, yellow } from './terminal'

const LOOK = { pass: green('● pass'), fail: red('▲ fail'), insufficient: yellow('◆ insufficient') } as const

export function printOutcome({ statement, cover, report, run, signed, links }: AuditOutcome): void {
  const { predicate } = statement
  const measures = new Map(predicate.measures.map((measure) => [measure.id, measure]))
  say(bold(predicate.plan.effective.title))
  say(
    dim(
      `run ${run}, run ${predicate.history.run} of ${predicate.history.of} on these inputs, ${predicate.measures.length.toLocaleString('en')} measures`
    )
  )
  for (const { link, path } of links) say(dim(`${link} → ${path}`))
  say()
  if (predicate.verdicts.length > 0)
    say(
      columns([
        ['criterion', 'measured', 'estimate', 'interval', 'threshold', 'point', 'verdict'].map(dim),
        ...predicate.verdicts.map((verdict) => row(verdict, measures.get(verdict.measure)))
      ])
    )
  say()
  const { pass, fail, insufficient } = cover.unadjusted
  say(
    `${cover.verdict === 'none' ? 'No primary criterion' : LOOK[cover.verdict]}  primary criteria: ${pass} pass, ${fail} fail, ${insufficient} insufficient; Holm-adjusted ${cover.holm.fail} fail`
  )
  say(
    `${predicate.findings.length} findings, the gravest: ${
      predicate.findings
        .slice(0, 3)
        .map(({ id, title }) => `${id} ${title}`)
        .join('; ') || 'none'
    }`
  )
  say()
  say(`${report.pdf}${signed ? '' : yellow('  (not signed: add --sign KEY)')}`)
  say(dim(`report ${report.digest.match(/.{1,4}/g)?.join(' ')}`))
}

function row(verdict: Verdict, measure: Measure | undefined): string[] {
  const { atLeast, atMost } = verdict.threshold
  const threshold = thresholdText(atLeast, atMost, measure === undefined ? 'index' : METRICS[measure.metric].unit)
  const limits = [atLeast, atMost].filter((limit) => limit !== null)
  const { estimate, interval } = measure === undefined ? { estimate: NONE, interval: NONE } : figureTexts(measure, limits)
  const what = measure ? `${METRICS[measure.metric].name}${groupOf(measure)}` : verdict.measure
  const reason = verdict.reason === undefined ? '' : dim(` (${INSUFFICIENT[verdict.reason]})`)
  return [
    `${verdict.criterion}${verdict.primary ? '' : dim(' exploratory')}`,
    what,
    estimate,
    interval,
    threshold,
    OBSERVED[verdict.observed],
    LOOK[verdict.verdict] + reason
  ]
}

function groupOf({ group, reference, at: { feature, window, model } }: Measure): string {
  const places = Object.entries({ feature, window, model }).flatMap(([what, which]) => (which === undefined ? [] : [`${what} ${which}`]))
  const named = [...Object.entries(group ?? {}).map(([attribute, value]) => `${attribute} ${value ?? 'unknown'}`), ...places]
  if (named.length > 0) return `, ${named.join(' × ')}`
  return reference && 'extremes' in reference ? `, extremes of ${reference.extremes.join(' × ')}` : ''
}
