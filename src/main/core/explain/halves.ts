import { take, type Table } from './subject'

/** The rows of even and of odd places: two backgrounds as good as each other, to see how much a background decides. None of fewer than four rows. */
export function halvesOf(background: Table): Table[] {
  if (background.rows < 4) return []
  const places = Array.from({ length: background.rows }, (_, i) => i)
  return [0, 1].map((odd) =>
    take(
      background,
      places.filter((i) => i % 2 === odd)
    )
  )
}
