import type { ExhibitOf } from '../../../../shared/model/exhibit'
import { linearScale } from '../../../../shared/reading/axis'
import { NONE } from '../../../../shared/words/format'
import type { Cell, Dependence, DependencePanel, Table } from '../blocks'
import { decimal, left, table } from '../build'
import { significant } from '../figure'

type Exhibit = ExhibitOf<'dependence'>

/** Dependence exhibits as panels of one picture. */
export function dependenceOf(exhibits: readonly Exhibit[], caption: string): Dependence {
  return {
    kind: 'dependence',
    caption,
    alt: `${exhibits.map(inWords).join(' ')} The table that follows says the same.`,
    panels: exhibits.map(panelOf)
  }
}

/** Rows and mean contribution at each place: the middles of the bins stand for the rows in them. */
function placesOf({ x, edges, cells }: Exhibit): { rows: number; mean: number | null }[] {
  return x.labels.map((_, place) => {
    const of = cells.filter((cell) => cell.x === place)
    const rows = of.reduce((sum, cell) => sum + cell.rows, 0)
    const sum = of.reduce((total, cell) => total + (cell.rows * (edges[cell.y]! + edges[cell.y + 1]!)) / 2, 0)
    return { rows, mean: rows === 0 ? null : sum / rows }
  })
}

function inWords(exhibit: Exhibit): string {
  const { x, other } = exhibit
  const known = placesOf(exhibit).flatMap(({ mean }, place) => (mean === null ? [] : [{ mean, label: x.labels[place] ?? '' }]))
  const [first, last] = [known[0], known.at(-1)]
  const beyond = other === null ? '' : `, and go with ${other.name} where ${x.title} is alike`
  return first === undefined || last === undefined
    ? ''
    : `Contributions of ${x.title} are about ${significant(first.mean)} at ${first.label} and ${significant(last.mean)} at ${last.label}${beyond}.`
}

function panelOf({ title, x, unit, edges, other, cells }: Exhibit): DependencePanel {
  const count = x.labels.length
  const up = linearScale(`contribution, ${unit}`, [edges[0] ?? 0, edges.at(-1) ?? 0])
  const fullest = Math.max(1, ...cells.map(({ rows }) => rows))
  const step = Math.ceil(count / 5)
  return {
    title,
    x: {
      title: x.title,
      ticks: x.labels.flatMap((label, place) => (place % step === 0 ? [{ at: rounded((place + 0.5) / count), label }] : []))
    },
    y: up.axis,
    cells: cells.map((cell) => ({
      x: rounded((cell.x + 0.5) / count),
      from: up.place(edges[cell.y]!),
      to: up.place(edges[cell.y + 1]!),
      width: rounded((Math.max(0.12, Math.sqrt(cell.rows / fullest)) * 0.94) / count),
      value: cell.value === null ? null : rounded(cell.value)
    })),
    said: other === null ? 'width: how many rows' : `width: how many rows; dark: ${other.name} is high`
  }
}

const rounded = (share: number): number => Math.round(share * 1e4) / 1e4

/** About five places of each feature; all are in the attached table. */
export function dependenceTable(exhibits: readonly Exhibit[]): Table {
  const rows = exhibits.flatMap((exhibit) => {
    const { x, other } = exhibit
    const places = placesOf(exhibit)
    const step = Math.max(1, Math.ceil((places.length - 1) / 4))
    return places.flatMap(({ rows: n, mean }, place): Cell[][] =>
      place % step !== 0 && place !== places.length - 1
        ? []
        : [
            [
              x.title,
              x.labels[place] ?? '',
              String(n),
              mean === null ? NONE : significant(mean),
              place === 0 && other !== null ? other.name : NONE,
              place === 0 && other !== null ? significant(other.share) : NONE
            ]
          ]
    )
  })
  return table(
    'Contributions by value of the feature, at some places',
    [
      left('Feature', 1.4),
      left('Place'),
      decimal('Rows'),
      decimal('Mean contribution'),
      left('Goes with'),
      decimal('Share of what is left')
    ],
    rows,
    { wide: true }
  )
}
