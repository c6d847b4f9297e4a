/** What a model file may ask for; honest models stay far below. */
export const LIMITS = {
  bytes: 1 << 29,
  /** of JSON and UBJSON */
  nesting: 64,
  features: 100_000,
  outputs: 10_000,
  trees: 1_000_000,
  /** of all trees, once for each output they are copied to */
  nodes: 50_000_000,
  depth: 512,
  /** largest category: XGBoost's and ONNX's own bound of whole numbers in float32 */
  category: 1 << 24,
  /** words of 32 categories, of all sets */
  categoryWords: 1 << 24
} as const
