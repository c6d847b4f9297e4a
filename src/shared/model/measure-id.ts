import type { At, Group, Measure, Reference } from './measure'

const encode = (text: string): string =>
  encodeURIComponent(text).replace(/[!'()*~]/g, (c) => `%${c.charCodeAt(0).toString(16).toUpperCase()}`)

const pairs = (entries: [string, string][]): string =>
  entries
    .sort(([a], [b]) => (a < b ? -1 : a > b ? 1 : 0))
    .map(([key, value]) => `${key}=${value}`)
    .join('&') || '_'

/** `sex=Female&race=_`: an unknown value is `_`, which no encoded value can be since `_` itself becomes `%5F`. */
export function groupPath(group: Group | null): string {
  const value = (text: string | null): string => (text === null ? '_' : encode(text).replaceAll('_', '%5F'))
  return group === null ? '_' : pairs(Object.entries(group).map(([key, text]) => [encode(key), value(text)]))
}

function referencePath(reference: Reference | null): string {
  if (reference === null) return '_'
  if ('group' in reference) return (reference.by === undefined ? '' : `${reference.by}:`) + groupPath(reference.group)
  if ('extremes' in reference) return `extremes:${reference.extremes.map(encode).join('+')}`
  if ('part' in reference) return `part:${encode(reference.part)}`
  if ('model' in reference) return `model:${encode(reference.model)}`
  return 'rest' in reference ? 'rest' : 'overall'
}

const atPath = (at: At): string =>
  pairs(Object.entries(at).flatMap(([key, value]): [string, string][] => (value === undefined ? [] : [[key, encode(String(value))]])))

/** A readable path that is the same in every run of the same plan. */
export function measureId(m: Pick<Measure, 'assessment' | 'metric' | 'group' | 'reference' | 'at'>): string {
  return [m.assessment, m.metric, groupPath(m.group), referencePath(m.reference), atPath(m.at)].join('/')
}
