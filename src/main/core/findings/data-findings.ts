import type { Severity } from '../../../shared/model/finding'
import type { Population } from '../../../shared/model/report'
import type { DecideInput } from './decide-input'
import type { Draft } from './draft'
import { figure, groupText, wholeNumber } from './figures'
import { turnsOnOneRow } from './one-row'
import type { Judged } from './verdicts'
import { METRICS } from '../../../shared/model/metrics'
import { listed } from '../../../shared/words/format'

type Text = Pick<Draft, 'key' | 'severity' | 'title' | 'condition' | 'criterion' | 'effect' | 'recommendation'> &
  Partial<Pick<Draft, 'cause' | 'evidence'>>

const draft = (text: Text): Draft => ({ kind: 'data', cause: 'Not established by this analysis.', evidence: [], ...text })

type OfGroups = DecideInput & { population: Population }

const percent = (share: number): string => figure(share, METRICS.share, 1)

/** Over 20 % high, over 5 % moderate, over 1 % low, else nothing to report. */
const byShare = (share: number): Severity | null => (share > 0.2 ? 'high' : share > 0.05 ? 'moderate' : share > 0.01 ? 'low' : null)

function labelsFollow({ population, estimates }: OfGroups): Draft[] {
  if (population.labels !== 'follow-the-decision') return []
  const evidence = estimates.filter(({ measure }) => measure.metric === 'label_known').map(({ measure }) => measure.id)
  return [
    draft({
      key: 'labels-follow-the-decision',
      severity: 'moderate',
      title: 'Outcomes are known only for one decision',
      condition: 'Labels are known for (nearly) no row with one of the decisions.',
      criterion: 'Error rates, accuracy, AUC and calibration need the outcome of rows with either decision.',
      cause: 'The outcome can be observed only where the decision was favourable, or was not recorded otherwise.',
      effect: 'Those measures are undefined here; predictive values among the selected stay, with bounds over the missing outcomes.',
      recommendation:
        'Obtain outcomes for a sample of the other decision, or state in the use of this report that error rates were not tested.',
      evidence: evidence.sort()
    })
  ]
}

function repeatedRows({ population: { clusters } }: OfGroups): Draft[] {
  if (clusters === null || !clusters.repeats) return []
  return [
    draft({
      key: 'rows-repeat',
      severity: 'low',
      title: 'Persons appear more than once',
      condition: `The column ${clusters.column} has ${wholeNumber(clusters.clusters)} different values; the most frequent has ${wholeNumber(clusters.largest)} rows.`,
      criterion: 'Intervals for independent rows need one row a person.',
      effect:
        'Intervals for independent rows are refused; cluster-robust ones take their place, and the numbers of rows overstate the evidence.',
      recommendation: 'Where one decision a person is the question, give the rule that picks it and audit those rows.'
    })
  ]
}

const masked = (rows: number, under = 0): string => (rows < under ? `Fewer than ${under}` : wholeNumber(rows))

function unknownShares({ plan, population, estimates }: OfGroups): Draft[] {
  return population.attributes.flatMap(({ attribute, unknown }) => {
    if (unknown === null) return []
    const share = population.rows > 0 ? unknown / population.rows : 0
    const severity = byShare(share)
    if (severity === null) return []
    const isUnknown = (group: Record<string, string | null> | null): boolean =>
      group !== null && Object.keys(group).length === 1 && group[attribute] === null
    return draft({
      key: `unknown.${attribute}`,
      severity,
      title:
        unknown < (plan.suppress_below ?? 0)
          ? `${attribute} is unknown for some of the rows`
          : `${attribute} is unknown for ${percent(share)} of the rows`,
      condition: `${masked(unknown, plan.suppress_below)} of ${wholeNumber(population.rows)} rows have no known value of ${attribute}.`,
      criterion: 'Groups and unknown add up to all rows; the unknown group is reported and is no reference and no extreme.',
      effect:
        'Group results leave these rows out; a criterion on a comparison of rates or on odds counts as met only where the bounds over the unknown rows allow it.',
      recommendation: `Complete ${attribute} at its source, or document why it cannot be known and who is likely to be among the unknown.`,
      evidence: estimates.filter(({ measure }) => measure.metric === 'rows' && isUnknown(measure.group)).map(({ measure }) => measure.id)
    })
  })
}

function missingDecisions({ population: { decisions, rows } }: OfGroups): Draft[] {
  const severity = decisions === null || rows === 0 ? null : byShare(decisions.missing / rows)
  if (decisions === null || severity === null) return []
  return [
    draft({
      key: 'decisions-missing',
      severity,
      title: `The decision is missing for ${percent(decisions.missing / rows)} of the rows`,
      condition: `${wholeNumber(decisions.missing)} of ${wholeNumber(rows)} rows have no decision.`,
      criterion: 'A selection rate counts rows with a decision.',
      effect: 'These rows are in no selection rate; if they are not like the others, rates differ from those of the whole population.',
      recommendation: 'Establish why the decision is missing and whether it is missing alike in all groups.'
    })
  ]
}

function immatureLabels({ population }: OfGroups): Draft[] {
  if (population.immature === 0) return []
  return [
    draft({
      key: 'labels-immature',
      severity: 'low',
      title: 'Some outcomes are too young to count',
      condition: `${wholeNumber(population.immature)} of ${wholeNumber(population.rows)} rows have labels younger than the maturity that the plan declares.`,
      criterion: 'Labels younger than the declared maturity are counted and excluded.',
      effect: 'Measures that use the outcome leave these rows out.',
      recommendation: 'Repeat the measures that use the outcome once these labels are mature.'
    })
  ]
}

function smallGroups({ plan: { minimum_group_size: minimum } }: DecideInput, judged: readonly Judged[]): Draft[] {
  const small = judged.flatMap(({ expansion }) => expansion.tooSmall.map(({ measure }) => measure))
  if (small.length === 0) return []
  const groups = [...new Set(small.map(({ group }) => groupText(group)))].sort()
  const places = [
    ...new Set(small.map(({ group, at }) => `${groupText(group)}${at.window === undefined ? '' : ` in window ${at.window}`}`))
  ].sort()
  const onlyThere = small.every(({ at }) => at.window !== undefined)
  return [
    draft({
      key: 'groups-too-small',
      severity: 'low',
      title: `${groups.length > 3 ? `${groups.length} groups` : listed(groups)} ${groups.length === 1 ? 'is' : 'are'} reported, not judged${onlyThere ? ', in some windows' : ''}`,
      condition: `Under the minimum size of ${minimum} rows, or held against a group under it: ${places.slice(0, 20).join('; ')}${places.length > 20 ? '; and others' : ''}.`,
      criterion: `minimum_group_size of the plan: ${minimum}.`,
      effect: `No criterion says anything about these groups${onlyThere ? ' in these windows' : ''}.`,
      recommendation: 'Judge them on a longer period, or in a crossing with fewer cells.',
      evidence: [...new Set(small.map(({ id }) => id))].sort()
    })
  ]
}

function smallNumbers(_: DecideInput, judged: readonly Judged[]): Draft[] {
  const turning = judged.flatMap(({ criterion, expansion }) =>
    expansion.judged.filter((estimate) => turnsOnOneRow(estimate, criterion)).map(({ measure }) => measure)
  )
  if (turning.length === 0) return []
  return [
    draft({
      key: 'one-row-turns',
      severity: 'low',
      title: 'Observed results that turn on one decision',
      condition: `Whether the threshold is crossed by the observed value would change with one decision more or less in the group: ${[...new Set(turning.map(({ group }) => groupText(group)))].sort().join('; ')}.`,
      criterion: 'Small numbers: 29 CFR 1607.4(D) reads results on small numbers with caution; the same caution is taken here.',
      effect: 'The observed side of the threshold is no evidence by itself for these groups.',
      recommendation: 'Read the interval and the verdict, not the observed value alone.',
      evidence: [...new Set(turning.map(({ id }) => id))].sort()
    })
  ]
}

function rejectedRows(input: DecideInput): Draft[] {
  const files = (input.data ?? []).flatMap((part) => part.files)
  const rejected = files.reduce((total, file) => total + file.rejected, 0)
  const rows = files.reduce((total, file) => total + file.rows, 0)
  if (rejected === 0) return []
  return [
    draft({
      key: 'rows-rejected',
      severity: byShare(rejected / rows) ?? 'low',
      title: `${wholeNumber(rejected)} rows were rejected on import`,
      condition: `${wholeNumber(rejected)} of ${wholeNumber(rows)} rows in the files could not be read and are in no measure.`,
      criterion: 'Rows in the files are the rows read plus the rows rejected, by reason.',
      effect: 'If the rejected rows are not like the others, the measures differ from those of the whole file.',
      recommendation: 'Have the owner of the extract mend the rejected rows, listed with the data, and import again.'
    })
  ]
}

function disagreements(input: DecideInput): Draft[] {
  const differing = (input.data ?? []).flatMap(({ controlTotals, ownersManifest }) =>
    [...controlTotals, ...ownersManifest].filter(({ agrees }) => !agrees)
  )
  if (differing.length === 0) return []
  return [
    draft({
      key: 'control-totals-differ',
      severity: 'high',
      title: 'The data differ from what their owner supplied',
      condition: differing.map(({ what, supplied, ours }) => `${what}: supplied ${supplied}, found ${ours}.`).join(' '),
      criterion: 'Control totals and digests supplied independently equal those of the data read.',
      effect: 'It is not shown that these are the data the report is about.',
      recommendation: 'Clear the difference with the owner of the data before relying on any result.'
    })
  ]
}

function untestedOrigin({ plan, population }: DecideInput): Draft[] {
  const inputs = plan.inputs.filter(({ part }) => population === null || part === population.part)
  if (inputs.length > 0 && inputs.every((input) => input.control_totals !== undefined || input.owners_manifest !== undefined)) return []
  return [
    draft({
      key: 'completeness-not-tested',
      severity: 'low',
      title: 'Completeness and origin not tested',
      condition: 'No control totals and no signed manifest of the owner were supplied for all inputs.',
      criterion: 'A digest starts at the import: it shows nothing of what was left out before.',
      cause: 'Nothing to compare with was supplied.',
      effect: 'This report does not show that the data are complete, true or from production.',
      recommendation: 'Obtain rows, sums, first and last time from a system independent of the extract, or a manifest signed by the owner.'
    })
  ]
}

/** What the data themselves limit, in a fixed order. */
export function dataFindings(input: DecideInput, judged: readonly Judged[]): Draft[] {
  const { population } = input
  const ofGroups = (...found: readonly ((input: OfGroups) => Draft[])[]): Draft[] =>
    population === null ? [] : found.flatMap((find) => find({ ...input, population }))
  return [
    ...disagreements(input),
    ...ofGroups(labelsFollow, unknownShares, missingDecisions),
    ...rejectedRows(input),
    ...ofGroups(repeatedRows, immatureLabels),
    ...smallGroups(input, judged),
    ...smallNumbers(input, judged),
    ...untestedOrigin(input)
  ]
}
