import type { Group } from '../../../shared/model/measure'
import type { Window } from '../stats/windows'

/** One comparison: slice `at` of the current rows with slice `against` of the reference rows. `masked`: nothing of it may be told. */
export type Slice = { window?: Window; group: Group | null; at: number; against: number; small: boolean; masked?: true }

/** Rows in slices (0 none, s + 1 slice s; null: all rows are slice 0). */
export type Cut = { codes: Uint16Array | null; size: number }

/** A way of cutting both parts. `kind` says which family its tests belong to; `chunks`: windows of the reference against all of it. */
export type Slicing = { kind: 'all' | 'window' | 'group' | 'window by group' | 'chunks'; reference: Cut; current: Cut; slices: Slice[] }
