import type { GraphPredictor, Predict } from '../core/models/model'

/** A foreign graph that answered a first row: `outputs` numbers a row. */
export type OpenGraph = { outputs: number; predict: Predict }

/** Runs graphs that are none of Assay's own structures, apart from everything else. */
export interface GraphRunner {
  /** @throws AssayError `model/graph-…` where the graph cannot be run; so does `predict` where it fails, dies or does not end */
  open(graph: GraphPredictor, file: string): OpenGraph
}
