/** Hot loops over rows. */
export type QualityKernels = {
  /** Ascending, in place; NaN must not occur. `scratch` of the same length may be handed in. */
  sortInPlace: (values: Float64Array, scratch?: Float64Array) => Float64Array
}
