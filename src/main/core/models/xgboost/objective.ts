import { unsupported } from '../fault'
import { logit } from '../link'
import type { Link } from '../model'

export type Objective = {
  link: Link
  outputs: readonly string[]
  classes: readonly string[] | null
  /** from the scale of `base_score` in the file to the margin (`ProbToMargin` of XGBoost's objectives) */
  toMargin: (base: number) => number
}

const same = (base: number): number => base
const LOGISTIC: Link = { kind: 'logistic', scale: 1 }
const PLAIN: Link = { kind: 'identity' }

const LINKS: ReadonlyMap<string, { link: Link; toMargin: (base: number) => number }> = new Map([
  ['reg:squarederror', { link: PLAIN, toMargin: same }],
  ['reg:linear', { link: PLAIN, toMargin: same }],
  ['reg:squaredlogerror', { link: PLAIN, toMargin: same }],
  ['reg:pseudohubererror', { link: PLAIN, toMargin: same }],
  ['reg:absoluteerror', { link: PLAIN, toMargin: same }],
  ['reg:quantileerror', { link: PLAIN, toMargin: same }],
  ['reg:expectileerror', { link: PLAIN, toMargin: same }],
  ['reg:logistic', { link: LOGISTIC, toMargin: logit }],
  ['binary:logistic', { link: LOGISTIC, toMargin: logit }],
  ['binary:logitraw', { link: PLAIN, toMargin: same }],
  ['binary:hinge', { link: { kind: 'step' }, toMargin: same }],
  ['count:poisson', { link: { kind: 'exp' }, toMargin: Math.log }],
  ['reg:gamma', { link: { kind: 'exp' }, toMargin: Math.log }],
  ['reg:tweedie', { link: { kind: 'exp' }, toMargin: Math.log }],
  ['survival:cox', { link: { kind: 'exp' }, toMargin: Math.log }],
  ['survival:aft', { link: { kind: 'exp' }, toMargin: Math.log }],
  ['rank:pairwise', { link: PLAIN, toMargin: same }],
  ['rank:ndcg', { link: PLAIN, toMargin: same }],
  ['rank:map', { link: PLAIN, toMargin: same }],
  ['multi:softprob', { link: { kind: 'softmax' }, toMargin: same }],
  ['multi:softmax', { link: { kind: 'softmax' }, toMargin: same }]
])

/** The objective by its name in the file (src/objective of XGBoost); `multi:softmax` is answered with its probabilities. */
export function readObjective(name: string, outputs: number): Objective {
  const known = LINKS.get(name)
  if (known === undefined) return unsupported('learner.objective', `is the objective "${name.slice(0, 40)}"`)
  const names = outputs === 1 ? ['margin'] : Array.from({ length: outputs }, (_, k) => String(k))
  return { ...known, outputs: names, classes: classesOf(known.link, names) }
}

function classesOf(link: Link, names: readonly string[]): readonly string[] | null {
  if (link.kind === 'softmax') return names
  return link.kind === 'logistic' && names.length === 1 ? ['0', '1'] : null
}
