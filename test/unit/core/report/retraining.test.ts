import { describe, expect, it } from 'vitest'
import type { Table } from '../../../../src/main/core/report/blocks'
import { retrainingRegister } from '../../../../src/main/core/report/retraining'
import type { Measure } from '../../../../src/shared/model/measure'
import type { Report } from '../../../../src/shared/model/report'
import { viewOf } from '../../../../src/shared/reading/view'
import { fixtureReport } from '../../../fixtures/report/make-report'

const windows = ['2025-01', '2025-02', '2025-03', '2025-04']

/** Accuracy month by month, held against a criterion of at least 0.8. */
function watched(values: readonly number[]): Report {
  const report = fixtureReport()
  const [measure, verdict] = [report.measures[0]!, report.verdicts[0]!]
  const measures = values.map((estimate, i): Measure => ({
    ...measure,
    id: `performance/accuracy/${windows[i]}`,
    assessment: 'performance',
    metric: 'accuracy',
    group: null,
    reference: null,
    at: { part: 'current', window: windows[i]! },
    estimate
  }))
  const verdicts = measures.map(({ id, estimate }) => ({
    ...verdict,
    measure: id,
    threshold: { ...verdict.threshold, atLeast: 0.8, atMost: null },
    verdict: estimate! < 0.8 ? ('fail' as const) : ('pass' as const),
    observed: estimate! < 0.8 ? ('crossed' as const) : ('not-crossed' as const)
  }))
  const curve = {
    kind: 'curve',
    assessment: 'performance',
    id: 'performance/accuracy',
    at: { part: 'current' },
    x: { labels: windows }
  } as unknown as Report['exhibits'][number]
  // Measures of a report are sorted by id, its windows by time: the register must not take one order for the other.
  return { ...report, measures: [...measures].reverse(), verdicts, exhibits: [curve] }
}

const register = (values: readonly number[]) => retrainingRegister(viewOf(watched(values), 'ab', []))
const since = (values: readonly number[]): unknown => {
  const found = register(values).find((block): block is Table => block.kind === 'table')
  return found?.rows.map((row) => row.at(-2))
}

describe('the retraining register', () => {
  it('says of a criterion on performance since when it is not met', () => {
    expect(since([0.9, 0.9, 0.7, 0.7])).toEqual(['2025-03'])
    expect(since([0.9, 0.7, 0.7, 0.9])).toEqual(['2025-02 to 2025-03'])
    expect(since([0.7, 0.9, 0.7, 0.9])).toEqual(['2025-03 only'])
  })

  it('says where none fired', () => {
    expect(since([0.9, 0.9, 0.9, 0.9])).toBeUndefined()
    expect(JSON.stringify(register([0.9, 0.9, 0.9, 0.9]))).toContain('None of 1 watched figures')
  })
})
