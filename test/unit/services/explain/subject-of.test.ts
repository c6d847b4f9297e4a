import { readFileSync } from 'node:fs'
import { resolve } from 'node:path'
import { describe, expect, it } from 'vitest'
import { modelInput } from '../../../../src/shared/model/model-input'
import { permutationImportance } from '../../../../src/main/core/explain/importance/permutation-importance'
import { responsesOf, type Subject, type Table } from '../../../../src/main/core/explain/subject'
import { readModel } from '../../../../src/main/core/models/read-model'
import { subjectOf } from '../../../../src/main/services/assessments/subject-of'

const folder = resolve(import.meta.dirname, '../../../fixtures/models/lightgbm')

type Case = { features: (number | null)[][]; raw: number[][]; response: number[][] }

function read(file: string): { of: Case; table: Table; subject: (output: number, categories?: Record<string, string[]>) => Subject } {
  const of = JSON.parse(readFileSync(resolve(folder, `${file}.case.json`), 'utf8')) as Case
  const columns = of.features.map((column) => Float64Array.from(column, (value) => value ?? NaN))
  const model = readModel(readFileSync(resolve(folder, `${file}.txt`)), file, { rounds: null })
  const loaded = { file, sha256: '', bytes: 0, model, graph: null }
  const subject = (output: number, categories: Record<string, string[]> = {}): Subject =>
    subjectOf({ input: modelInput.parse({ name: 'm', file, categories }), loaded, output, negated: false, said: {} as never })
  return { of, table: { columns, rows: columns[0]!.length }, subject }
}

describe('one class of several', () => {
  it.each(['multi', 'one-vs-all'])('%s: its response is its probability, its margin its own', (file) => {
    const { of, table, subject } = read(file)
    for (const output of [0, 1, 2]) {
      const one = subject(output)
      responsesOf(one, table).forEach((response, row) => expect(response).toBeCloseTo(of.response[output]![row]!, 12))
      one.margin(table).forEach((margin, row) => expect(margin).toBeCloseTo(of.raw[output]![row]!, 12))
    }
  })

  it('has the log loss of its probability', () => {
    const { of, table, subject } = read('multi')
    const outcome = Float64Array.from({ length: table.rows }, (_, row) => row % 2)
    const judged = { subject: subject(1), table, outcome, design: { weight: null, cluster: null }, level: 0.95 }
    const losses = of.response[1]!.map((p, row) => -Math.log(row % 2 === 1 ? p : 1 - p))
    const { baseline } = permutationImportance(judged, [], 'log_loss', () => [])
    expect(baseline).toBeCloseTo(losses.reduce((sum, loss) => sum + loss, 0) / losses.length, 12)
  })
})

describe('categories', () => {
  it('have the plan’s names where it gives them', () => {
    const { subject } = read('categories')
    const { features } = subject(0)
    const category = features.findIndex(({ levels }) => levels !== null)
    expect(category).toBeGreaterThanOrEqual(0)
    const { name } = features[category]!
    expect(subject(0, { [name]: ['x', 'y'] }).features[category]!.levels).toEqual(['x', 'y'])
  })
})
