import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { isComputed, type Model } from '../../src/main/core/models/model'
import { predictRaw, predictResponse } from '../../src/main/core/models/predict'
import { readModel } from '../../src/main/core/models/read-model'

type Written = number | 'inf' | '-inf' | null
export type ModelCase = {
  name: string
  model: string
  library: string
  features: Float64Array[]
  raw: Float64Array[]
  response: Float64Array[]
  all?: Written[]
  values?: Record<string, string[]>
}

type WrittenCase = Omit<ModelCase, 'features' | 'raw' | 'response'> & Record<'features' | 'raw' | 'response', Written[][]>

const folder = (format: string) => join(import.meta.dirname, '../fixtures/models', format)
const column = (values: Written[]) =>
  Float64Array.from(values, (v) => (v === null ? NaN : v === 'inf' ? Infinity : v === '-inf' ? -Infinity : v))

/** The recorded predictions of a folder of fixtures. */
export function modelCases(format: string): ModelCase[] {
  return readdirSync(folder(format))
    .filter((name) => name.endsWith('.case.json'))
    .map((name) => {
      const json = JSON.parse(readFileSync(join(folder(format), name), 'utf8')) as WrittenCase
      return {
        ...json,
        name,
        features: json.features.map(column),
        raw: json.raw.map(column),
        response: json.response.map(column)
      }
    })
}

export const modelBytes = (format: string, name: string) => new Uint8Array(readFileSync(join(folder(format), name)))
export const modelOf = (format: string, { model }: ModelCase): Model => readModel(modelBytes(format, model), model)

/** Largest |ours − theirs| / max(1, |theirs|); NaN and infinities must agree exactly. */
export function worst(ours: readonly Float64Array[], theirs: readonly Float64Array[]): number {
  if (ours.length !== theirs.length) throw new Error(`${ours.length} outputs, ${theirs.length} expected`)
  let most = 0
  for (const [k, column] of theirs.entries())
    for (const [row, value] of column.entries()) {
      const mine = ours[k]![row]!
      if (Object.is(mine, value)) continue
      const gap = Math.abs(mine - value) / Math.max(1, Math.abs(value))
      most = Number.isFinite(gap) ? Math.max(most, gap) : Infinity
    }
  return most
}

export function predictions(model: Model, features: readonly Float64Array[]): { raw: Float64Array[]; response: Float64Array[] } {
  if (!isComputed(model)) throw new Error(`${model.format}: runs as a graph`)
  const rows = features[0]!.length
  return { raw: predictRaw(model, features, rows), response: predictResponse(model, features, rows) }
}
