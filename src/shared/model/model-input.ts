import { z } from 'zod'
import { sha256 } from './dataset'

const cell = z.union([z.string(), z.number(), z.boolean()]).transform((value) => String(value))

/** A model under audit by its file. What it only wrote to the log is audited without one. */
export const modelInput = z.strictObject({
  name: z.string().regex(/^[A-Za-z][A-Za-z0-9._-]*$/, 'a letter, then letters, digits, ., - or _'),
  /** XGBoost JSON or UBJSON, LightGBM text, CatBoost JSON, ONNX, linear model or scorecard as YAML or JSON. */
  file: z.string().min(1),
  sha256: sha256.optional(),
  /** The column that holds its logged scores; left out: the one column with the role score. */
  score: z.string().optional(),
  /** What the logged scores are: the library's predictions, or raw margins. */
  scale: z.enum(['response', 'raw']).default('response'),
  /** Which output the scores are of, where there are several: a class by its name. */
  output: cell.optional(),
  /** How features find their columns: by name, or in the order of the columns with the role feature. */
  match: z.enum(['name', 'order']).default('name'),
  /** Feature → column, where the names differ. */
  columns: z.record(z.string(), z.string()).default({}),
  /** Feature → its values in the order of the codes that the model learnt. */
  categories: z.record(z.string(), z.array(cell).min(1)).default({}),
  /** A number that stands for a missing value (XGBoost's parameter `missing`). */
  missing: z.number().optional(),
  /** Boosting rounds that count; left out: as the library itself does. */
  rounds: z.union([z.enum(['all', 'best']), z.int().positive()]).optional()
})
export type ModelInput = z.infer<typeof modelInput>

/** What a report says of a model file that was read. */
export const reportModel = z.object({
  name: z.string(),
  file: z.string(),
  sha256,
  format: z.string(),
  library: z.string(),
  features: z.int().nonnegative(),
  /** The output that is explained and held against the log. */
  output: z.string()
})
export type ReportModel = z.infer<typeof reportModel>
