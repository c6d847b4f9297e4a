import { isMap, LineCounter, parseDocument } from 'yaml'
import { linearModel, type LinearModel, type LinearTerm } from '../../../../shared/model/linear-model'
import { damaged } from '../fault'
import { LIMITS } from '../limits'
import type { DerivedColumn, Feature, Link, Model, Step } from '../model'

const MOST_BYTES = 1 << 22

/** Assay's own format for linear models and scorecards, YAML or JSON: resources/schemas/linear-model.json. */
export function readLinear(text: string): Model {
  const file = parse(text)
  const features = file.terms.map(featureOf)
  if (new Set(file.terms.map(({ feature }) => feature)).size < features.length) damaged('terms', 'name a feature twice')
  const { base, link } = startOf(file)
  return {
    format: file.kind,
    library: file.name ?? (file.kind === 'linear' ? 'Linear model' : 'Scorecard'),
    features,
    prepare: { normalize: null, columns: file.terms.map(columnOf) },
    predictor: {
      kind: 'linear',
      base: Float64Array.of(base),
      weights: [Float64Array.from(file.terms, (term) => ('weight' in term ? term.weight : 1))]
    },
    outputs: ['margin'],
    link,
    classes: link.kind === 'logistic' ? (file.classes ?? ['0', '1']) : null,
    precision: 'float64'
  }
}

function parse(text: string): LinearModel {
  if (text.length > MOST_BYTES) damaged('the file', `is longer than ${MOST_BYTES} characters`)
  const plain = toPlain(text)
  const result = linearModel.safeParse(plain)
  if (result.success) return result.data
  const issue = result.error.issues[0]
  return damaged(issue?.path.join('.') || 'the file', issue?.message ?? 'is not as its schema says')
}

/** The parser recurses, so that depth is bounded before it sees the text. */
function refuseDepth(text: string): void {
  let depth = 0
  for (let at = 0; at < text.length; at++) {
    const code = text.charCodeAt(at)
    if (code === OPEN_BRACKET || code === OPEN_BRACE) depth++
    else if (code === CLOSE_BRACKET || code === CLOSE_BRACE) depth--
    if (depth > LIMITS.nesting) damaged('the file', `nests deeper than ${LIMITS.nesting} levels`)
  }
  if (DEEP_LINE.test(text)) damaged('the file', `nests deeper than ${LIMITS.nesting} levels`)
}

const [OPEN_BRACKET, CLOSE_BRACKET, OPEN_BRACE, CLOSE_BRACE] = [91, 93, 123, 125]
/** Many levels begun in one line, or an indentation that only many levels have. */
const DEEP_LINE = /^ {200}|^[ ]*([-?:] +){65}/m

function toPlain(text: string): unknown {
  refuseDepth(text)
  const lines = new LineCounter()
  try {
    const document = parseDocument(text, {
      lineCounter: lines,
      prettyErrors: false,
      strict: true,
      uniqueKeys: true,
      version: '1.2',
      merge: false
    })
    const broken = document.errors[0]
    if (broken !== undefined) damaged(`line ${lines.linePos(broken.pos[0]).line}`, `is no YAML (${broken.message.split('\n')[0]})`)
    if (!isMap(document.contents)) damaged('the file', 'is no model')
    return document.toJS({ maxAliasCount: 0 })
  } catch (error) {
    if (error instanceof ReferenceError) damaged('the file', 'repeats itself by an alias, which Assay does not follow')
    throw error
  }
}

const featureOf = (term: LinearTerm): Feature =>
  'categories' in term
    ? { name: term.feature, kind: 'category', values: Object.keys(term.categories) }
    : { name: term.feature, kind: 'number' }

const columnOf = (term: LinearTerm, feature: number): DerivedColumn => ({ name: term.feature, feature, steps: stepsOf(term) })

function stepsOf(term: LinearTerm): Step[] {
  if ('weight' in term) return term.missing === undefined ? [] : [{ kind: 'impute', value: term.missing }]
  const { missing } = term
  if ('categories' in term)
    return [{ kind: 'points', points: Float64Array.from(Object.values(term.categories)), other: term.other, missing }]
  return [
    {
      kind: 'bins',
      edges: Float64Array.from(term.edges),
      inclusive: term.closed === 'right',
      points: Float64Array.from(term.points),
      missing
    }
  ]
}

/** Points p are odds · 2^((p − score) / double) to 1: a logistic of (p − score) · ln 2 / double + ln odds. */
function startOf(file: LinearModel): { base: number; link: Link } {
  if (file.kind === 'linear')
    return { base: file.intercept, link: file.link === 'logistic' ? { kind: 'logistic', scale: 1 } : { kind: file.link } }
  if (file.odds === undefined) return { base: file.base, link: { kind: 'identity' } }
  const scale = Math.LN2 / file.odds.double
  return { base: file.base - file.odds.score + Math.log(file.odds.odds) / scale, link: { kind: 'logistic', scale } }
}
