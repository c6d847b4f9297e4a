import { spec } from './spec'

/** Numbers about the search for slices; the slices themselves have the metrics of groups. */
export const SLICES = {
  slices_searched: spec(
    'Slices searched',
    'count',
    'none',
    'conjunctions of conditions with enough rows, inside and outside, in the discovery half',
    'disclosure of the search: Chung et al. 2020, IEEE TKDE 32(12)'
  ),
  slices_carried: spec(
    'Slices carried to the test half',
    'count',
    'none',
    'slices chosen in the discovery half, and those named in the plan, that are tested on the other half',
    'sample splitting: Cox 1975, Biometrika 62(2)'
  )
} as const
