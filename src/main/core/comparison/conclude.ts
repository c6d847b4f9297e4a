import type { AssessmentResult } from '../assessment'
import type { Estimate } from '../stats/estimate'
import { nameEstimate } from '../stats/name-estimate'
import { withoutInterval } from '../stats/quantity'
import { disagreement } from './disagreement'
import { challengerFindings, unjudgedRows } from './findings'
import type { Pair, Panel } from './input'

/** One challenger's differences to the audited model, tests adjusted. */
export type Compared = { pair: Pair; estimates: readonly Estimate[] }

/** Figures of each model, their differences, how often they decide differently, and findings. `labelled`: outcomes say something of every model. */
export function concludeComparison(
  panel: Panel,
  figures: readonly Estimate[],
  compared: readonly Compared[],
  labelled: boolean
): AssessmentResult {
  const { part } = panel
  const rows = rowsCompared(panel)
  return {
    estimates: [rows, ...figures, ...compared.flatMap(({ estimates }) => estimates)],
    population: null,
    scans: [
      { id: 'comparison', part: part.part, dataset: part.dataset, attributes: [], columns: [...part.columns.keys()], rows: part.rows }
    ],
    tables: [],
    exhibits: compared.flatMap(({ pair }) => disagreement(pair, labelled)),
    findings: [
      ...unjudgedRows(panel, rows.measure.id),
      ...compared.flatMap(({ pair, estimates }) => challengerFindings(pair, estimates, figures))
    ]
  }
}

function rowsCompared({ plan, part }: Panel): Estimate {
  const naming = { plan, assessment: 'comparison' as const, inputs: part.inputs, scan: 'comparison', part: part.part }
  const quantity = withoutInterval(part.rows, 'a-count', { n: { group: part.rows, reference: null } })
  return nameEstimate(naming, { metric: 'rows_compared', group: null, reference: null, at: {}, small: false }, quantity)
}
