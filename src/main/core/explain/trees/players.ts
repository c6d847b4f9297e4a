import type { Model } from '../../models/model'

/** The feature that each of the predictor's columns is made from: columns of one feature (such as one-hot codes) count as one player. */
export const playersOfColumns = ({ features, prepare }: Model): Int32Array =>
  prepare === null ? Int32Array.from(features, (_, i) => i) : Int32Array.from(prepare.columns, ({ feature }) => feature)
