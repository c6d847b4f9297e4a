import type { Finding, Severity, Verdict, VerdictCode } from '../model/finding'
import type { At, Group, IntervalMethod, Measure, Reference, StatusReason } from '../model/measure'
import { METRICS, type MetricSpec } from '../model/metrics'
import { detectorName } from './detectors'
import { listed } from './format'

export const VERDICT: Record<VerdictCode, string> = { pass: 'met', fail: 'not met', insufficient: 'insufficient' }

export const OBSERVED: Record<Verdict['observed'], string> = { crossed: 'crossed', 'not-crossed': 'not crossed', undefined: 'undefined' }

export const INSUFFICIENT: Record<NonNullable<Verdict['reason']>, string> = {
  'interval-holds-threshold': 'the interval holds the threshold',
  undefined: 'the measure is undefined',
  'below-minimum-size': 'the group is under the minimum size',
  unknowns: 'the bounds for unknown values cross the threshold',
  'few-clusters': 'too few clusters',
  'no-interval': 'no interval can be given',
  'monte-carlo': 'the Monte Carlo error reaches the threshold',
  assumed: 'the estimate rests on an assumption'
}

export const REASON: Record<StatusReason, string> = {
  'zero-denominator': 'nothing to divide by',
  'zero-reference': 'the reference is zero',
  'no-rows': 'no rows',
  'labels-follow-the-decision': 'labels follow the decision',
  'no-labels': 'no labels',
  'no-decisions': 'no decisions',
  'no-scores': 'no scores',
  weighted: 'not defined for weighted rows',
  'not-a-probability': 'the score is no probability',
  'few-clusters': 'under 30 clusters',
  'rows-repeat': 'rows repeat a person',
  'below-minimum-size': 'under the minimum group size',
  'component-below-five': 'a component under five',
  'not-smooth': 'not a smooth function of counts',
  census: 'census: observed, no interval',
  'one-group': 'one group only',
  'one-class': 'one outcome only',
  'no-common-stratum': 'no stratum holds both groups',
  'too-many-rows': 'too many rows for the method',
  'no-features': 'no features',
  'monte-carlo': 'Monte Carlo error too large',
  'a-count': 'a count',
  'a-bound': 'a bound',
  'chosen-by-the-data': 'chosen by the data',
  'one-bin': 'one bin only',
  'one-value': 'one value only',
  'certain-scores': 'a score of 0 or 1 has no log-odds',
  'not-fitted': 'no finite fit: scores separate the outcomes or are all equal',
  'a-statistic': 'a statistic',
  suppressed: 'masked: a small cell',
  'no-alarm': 'no alarm was raised'
}

export const METHOD: Record<IntervalMethod, { name: string; source: string }> = {
  wilson: { name: 'Wilson score', source: 'Wilson 1927, JASA 22(158)' },
  'clopper-pearson': { name: 'Clopper–Pearson', source: 'Clopper & Pearson 1934, Biometrika 26(4)' },
  hypergeometric: { name: 'Hypergeometric limits', source: 'Konijn 1973; Buonaccorsi 1987, American Statistician 41(3)' },
  'miettinen-nurminen-difference': {
    name: 'Miettinen–Nurminen score, difference',
    source: 'Miettinen & Nurminen 1985, Statistics in Medicine 4(2)'
  },
  newcombe: { name: 'Newcombe, difference', source: 'Newcombe 1998, Statistics in Medicine 17(8), method 10' },
  'koopman-ratio': { name: 'Koopman score, ratio', source: 'Koopman 1984, Biometrics 40(2); Miettinen & Nurminen 1985' },
  'katz-log': { name: 'Katz log, ratio (display only)', source: 'Katz et al. 1978, Biometrics 34(3)' },
  normal: { name: 'Normal', source: 'Wald' },
  welch: { name: 'Welch', source: 'Welch 1947, Biometrika 34' },
  delta: { name: 'Delta method', source: 'linearisation of the estimate' },
  delong: { name: 'DeLong', source: 'DeLong et al. 1988, Biometrics 44(3)' },
  'intersection-union-ratio': {
    name: 'All ordered pairs, ratio',
    source: 'intersection–union of one-sided score limits at α/2; upper limit over m pairs at α/(2m)'
  },
  'intersection-union-difference': {
    name: 'All ordered pairs, difference',
    source: 'intersection–union of one-sided score limits at α/2; upper limit over m pairs at α/(2m)'
  },
  'cluster-robust': { name: 'Cluster-robust', source: 'linearised variance over per-cluster sums, t with G − 1 degrees of freedom' },
  'design-based': { name: 'Design-based (weights)', source: 'Σw²(y − p̂)²/(Σw)², Kish effective size in score limits' },
  'multinomial-bootstrap': { name: 'Multinomial bootstrap of cells', source: 'Efron & Tibshirani 1993; exact at any n' },
  'finite-population': { name: 'Finite population', source: 'variance × (N − n)/(N − 1), Cochran 1977' },
  'greenland-robins': { name: 'Greenland–Robins', source: 'Greenland & Robins 1985, Biometrics 41(1)' },
  'student-t': { name: 'Student t', source: 'Student 1908, Biometrika 6(1)' },
  'noncentral-chi-square': {
    name: 'Noncentral χ²',
    source:
      'T/c ~ χ²(k − 1, λ), c = 1/n + 1/m times the design effects (Rao & Scott 1981); inverted for λ. The estimate exceeds the population’s value by c(k − 1) on average, so its limits may lie below it'
  },
  'centred-resampling': {
    name: 'Centred resampling',
    source: '|T̂ − T| is at most the distance of the resampled errors, for every seminorm of F − G'
  },
  logit: { name: 'Logit, average precision', source: 'Boyd, Eng & Page 2013, ECML PKDD: standard error 1/√(n⁺·AP·(1 − AP))' },
  mover: { name: 'MOVER', source: 'Zou & Donner 2008, Statistics in Medicine 27(10)' },
  tango: { name: 'Tango score, paired difference', source: 'Tango 1998, Statistics in Medicine 17(8)' },
  'mantel-haenszel-rbg': { name: 'Mantel–Haenszel', source: 'Robins, Breslow & Greenland 1986, Biometrics 42(2)' }
}

export const TEST: Record<NonNullable<Measure['test']>['method'], string> = {
  'fisher-mid-p': 'Fisher, mid-p',
  'fisher-exact': 'Fisher, exact',
  'mcnemar-mid-p': 'McNemar, mid-p',
  'two-proportion-z': 'Two proportions, z',
  'welch-t': 'Welch t',
  'delong-z': 'DeLong z',
  'cluster-robust-t': 'Cluster-robust t',
  cmh: 'Cochran–Mantel–Haenszel',
  'breslow-day-tarone': 'Breslow–Day, Tarone',
  'chi-square': 'χ²',
  'psi-chi-square': 'χ² law of the divergence',
  'kolmogorov-smirnov-exact': 'Kolmogorov–Smirnov, exact also with ties',
  'kolmogorov-smirnov': 'Kolmogorov–Smirnov, limit',
  'kolmogorov-smirnov-ties': 'Kolmogorov–Smirnov, permutations with ties',
  'kolmogorov-smirnov-weighted': 'Kolmogorov–Smirnov of weighted shares, limit at Kish’s effective sizes',
  'cramer-von-mises': 'Cramér–von Mises',
  'centred-resampling': 'Centred resampling',
  'inverted-interval': 'Inversion of the interval, one-sided',
  'inverted-interval-two-sided': 'Inversion of the interval'
}

export const SEVERITIES: readonly Severity[] = ['critical', 'high', 'moderate', 'low']

/** Gravest first; equal ones keep their order. */
export const bySeverity = (findings: readonly Finding[]): Finding[] =>
  SEVERITIES.flatMap((severity) => findings.filter((finding) => finding.severity === severity))

export const specOf = (measure: Measure): MetricSpec => METRICS[measure.metric]

/** `sex = Female, race = unknown`; all rows where there is no group. */
export function groupText(group: Group | null): string {
  const pairs = Object.entries(group ?? {})
  return pairs.length === 0 ? 'all rows' : pairs.map(([attribute, value]) => `${attribute} = ${value ?? 'unknown'}`).join(', ')
}

/** `age = under 30 and channel = partner`: what the rows of a slice have in common. */
export const conditionsText = (group: Group | null): string => conditionsOf(group).join(' ')

/** The conditions of a slice one by one, each after the first with its `and`. */
export const conditionsOf = (group: Group | null): string[] =>
  Object.entries(group ?? {}).map(([column, condition], at) => `${at === 0 ? '' : 'and '}${column} = ${condition ?? 'unknown'}`)

/** `Female × Black`, where the attributes are named elsewhere. */
export const groupValues = (group: Group | null): string =>
  Object.values(group ?? {})
    .map((value) => value ?? 'unknown')
    .join(' × ') || 'all rows'

export function referenceText(reference: Reference | null): string {
  if (reference === null) return ''
  if ('group' in reference) return groupText(reference.group)
  if ('extremes' in reference) return `extremes among ${reference.extremes.join(' × ')}`
  if ('part' in reference) return `part ${reference.part}`
  if ('model' in reference) return `model ${reference.model}`
  return 'rest' in reference ? 'all others' : 'all rows'
}

/** What a group is held against, where the attributes are named elsewhere. */
export const referenceValues = (reference: Reference | null): string =>
  reference !== null && 'group' in reference ? groupValues(reference.group) : referenceText(reference)

/** How a reference was chosen: `named` is a group that the plan names or its largest. */
export function referenceKind({
  reference
}: Pick<Measure, 'reference'>): 'none' | 'named' | 'most-favoured' | 'extremes' | 'rest' | 'overall' | 'part' | 'model' {
  if (reference === null) return 'none'
  if ('group' in reference) return reference.by ?? 'named'
  if ('extremes' in reference) return 'extremes'
  if ('part' in reference) return 'part'
  if ('model' in reference) return 'model'
  return 'rest' in reference ? 'rest' : 'overall'
}

/** The group and what it is held against: `Female against Male (sex)`. */
export function comparedText({ group, reference }: Pick<Measure, 'group' | 'reference'>): string {
  if (reference === null) return groupText(group)
  if ('extremes' in reference) return `the extremes among groups of ${reference.extremes.join(' × ')}`
  const attributes = Object.keys(group ?? {})
  const alike = 'group' in reference && attributes.length > 0 && attributes.join('\n') === Object.keys(reference.group).join('\n')
  if (!alike) return `${groupText(group)} against ${referenceText(reference)}`
  return `${groupValues(group)} against ${groupValues(reference.group)} (${attributes.join(' × ')})`
}

/** Where a measure was taken, beyond its group; the part is left out where it is `current`. */
export function atText(at: At): string {
  const items: string[] = []
  if (at.part !== undefined && at.part !== 'current') items.push(`part ${at.part}`)
  if (at.window !== undefined) items.push(`window ${at.window}`)
  if (at.model !== undefined) items.push(`model ${at.model}`)
  if (at.feature !== undefined) items.push(`feature ${at.feature}`)
  if (at.class !== undefined) items.push(`class ${at.class}`)
  if (at.threshold !== undefined) items.push(`threshold ${at.threshold}`)
  if (at.control !== undefined) items.push(`at ${at.control}`)
  if (at.of !== undefined) items.push(`of ${detectorName(at.of)}`)
  if (at.slice !== undefined) items.push(at.slice === 'found' ? 'a slice that was found' : `slice ${at.slice}`)
  if (at.bin !== undefined) items.push(`bin ${at.bin}`)
  if (at.bound !== undefined) items.push(at.bound === 'low' ? 'lower bound' : 'upper bound')
  return items.join(', ')
}

/** The group, what it is held against and where; of all rows only where, and what that is held against. */
export function placeText({ group, reference, at }: Pick<Measure, 'group' | 'reference' | 'at'>, compared: string): string {
  const place = atText(at)
  if (place === '') return compared
  if (group !== null || (reference !== null && 'extremes' in reference)) return `${compared}; ${place}`
  return reference === null ? place : `${place} / ${referenceText(reference)}`
}

/** One line that names a measure. */
export function measureText(measure: Measure): string {
  const at = atText(measure.at)
  return `${specOf(measure).name}, ${comparedText(measure)}${at === '' ? '' : ` (${at})`}`
}

/** Reasons for having no interval that lie in the measure itself: said in the methods, not beside every number. */
const EXPECTED: readonly StatusReason[] = ['a-count', 'a-bound', 'a-statistic', 'census']

/** Why a number or its interval is missing, or is to be read with care; empty where all is well. */
export function remarkText({ status, noInterval }: Measure): string {
  const why = status.reason === undefined ? '' : REASON[status.reason]
  if (status.reason === 'suppressed') return why
  if (status.code === 'undefined') return why === '' ? 'undefined' : `undefined: ${why}`
  const remarks = [status.code === 'ok' ? '' : why === '' ? status.code : `${status.code}: ${why}`]
  if (noInterval !== undefined && noInterval !== status.reason && !EXPECTED.includes(noInterval))
    remarks.push(`no interval: ${REASON[noInterval]}`)
  return listed(remarks.filter((remark) => remark !== ''))
}
