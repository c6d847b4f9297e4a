import type { ClassPlacements, FairnessKernels, RankedCells } from '../core/fairness/kernels'

/** Cell and label of each row in the order of the ranking: 4·cell + label. */
export const rankedCells: FairnessKernels['rankedCells'] = ({ order, scores }, cellOfRow, label) => {
  const codes = new Uint32Array(order.length)
  for (let i = 0; i < codes.length; i++) {
    const row = order[i]!
    codes[i] = (cellOfRow[row]! << 2) | label[row]!
  }
  return { codes, scores }
}

/** Place of each code in arrays of group × class, negatives first; one more place for all that is left out. */
const placesOf = (groupOfCell: Uint32Array, groups: number): Uint32Array => {
  const places = new Uint32Array(groupOfCell.length * 4).fill(2 * groups)
  for (let cell = 0; cell < groupOfCell.length; cell++) {
    const group = groupOfCell[cell]!
    if (group >= groups) continue
    places[4 * cell] = 2 * group
    places[4 * cell + 1] = 2 * group + 1
  }
  return places
}

const totalsOf = ({ codes }: RankedCells, places: Uint32Array, groups: number): Int32Array => {
  const totals = new Int32Array(2 * groups + 1)
  for (let i = 0; i < codes.length; i++) totals[places[codes[i]!]!]!++
  return totals
}

/**
 * As `placements` for rows without weights, by blocks of equal scores: twice a placement times the size of the other class is a whole number, so that
 * the areas are exact; squares add up in ascending order of the scores.
 */
export const tiedPlacements: FairnessKernels['tiedPlacements'] = (ranked, groupOfCell, groups) => {
  const places = placesOf(groupOfCell, groups)
  const totals = totalsOf(ranked, places, groups)
  const { doubled, squares } = sumTied(ranked, places, totals)
  return { positive: ofClass(totals, doubled, squares, 1), negative: ofClass(totals, doubled, squares, 0) }
}

const sumTied = (
  { codes, scores }: RankedCells,
  places: Uint32Array,
  totals: Int32Array
): { doubled: Float64Array; squares: Float64Array } => {
  const left = totals.length - 1
  const [doubled, squares] = [new Float64Array(totals.length), new Float64Array(totals.length)]
  const [below, tied, touched] = [new Int32Array(totals.length), new Int32Array(totals.length), new Int32Array(totals.length)]
  for (let i = 0; i < codes.length;) {
    const score = scores[i]!
    let count = 0
    do {
      const place = places[codes[i]!]!
      const before = tied[place]!
      if (before === 0) touched[count++] = place
      tied[place] = before + 1
      i++
    } while (i < codes.length && scores[i] === score)
    for (let t = 0; t < count; t++) {
      const place = touched[t]!
      if (place === left) continue
      const other = place ^ 1
      const under = 2 * below[other]! + tied[other]!
      const twice = (place & 1) === 1 ? under : 2 * totals[other]! - under
      const rows = tied[place]!
      doubled[place] = doubled[place]! + rows * twice
      squares[place] = squares[place]! + rows * twice * twice
    }
    for (let t = 0; t < count; t++) {
      const place = touched[t]!
      below[place] = below[place]! + tied[place]!
      tied[place] = 0
    }
  }
  return { doubled, squares }
}

const ofClass = (totals: Int32Array, doubled: Float64Array, squares: Float64Array, label: 0 | 1): ClassPlacements => {
  const of = (value: (place: number, others: number) => number): Float64Array =>
    Float64Array.from({ length: (totals.length - 1) / 2 }, (_, group) => value(2 * group + label, totals[2 * group + 1 - label]!))
  const n = of((place) => totals[place]!)
  const wv = of((place, others) => doubled[place]! / (2 * others))
  return { n, w: n, wv, w2: n, w2v: wv, w2vv: of((place, others) => squares[place]! / (4 * others * others)) }
}

/** Distinct scores of each group in ascending order, and how many rows have each. */
export const distinctScores: FairnessKernels['distinctScores'] = ({ codes, scores }, groupOfCell, groups) => {
  const sizes = new Uint32Array(groups + 1)
  for (let i = 0; i < codes.length; i++) sizes[Math.min(groups, groupOfCell[codes[i]! >>> 2]!)]!++
  const starts = new Uint32Array(groups + 1)
  for (let group = 0; group < groups; group++) starts[group + 1] = starts[group]! + sizes[group]!
  const [values, counts] = [new Float64Array(starts[groups]!), new Uint32Array(starts[groups]!)]
  const last = starts.slice()
  for (let i = 0; i < codes.length; i++) {
    const group = groupOfCell[codes[i]! >>> 2]!
    if (group >= groups) continue
    const score = scores[i]!
    let place = last[group]!
    if (place === starts[group] || values[place - 1] !== score) {
      values[place] = score
      last[group] = ++place
    }
    counts[place - 1]!++
  }
  return Array.from({ length: groups }, (_, group) => ({
    scores: values.slice(starts[group], last[group]),
    counts: counts.slice(starts[group], last[group])
  }))
}
