import type { GroupTable } from './roll-up'

/** Groups whose counts are masked: those under the limit and, where one alone could be had by subtraction, the smallest other. */
export function suppressedGroups(table: GroupTable, below: number | undefined): ReadonlySet<number> {
  if (below === undefined) return new Set()
  const rows = [...table.rows]
  const small = rows.flatMap((n, i) => (n < below ? [i] : []))
  if (small.length !== 1 || rows.length < 2) return new Set(small)
  const others = rows.map((_, i) => i).filter((i) => i !== small[0])
  const next = others.reduce((least, i) => (rows[i]! < rows[least]! ? i : least))
  return new Set([...small, next])
}

/** As above for a crossing: in each line of cells that differ in one attribute only, no masked cell may stand alone, until all lines hold. */
export function suppressedCells(table: GroupTable, below: number | undefined): ReadonlySet<number> {
  if (below === undefined || table.over.length < 2) return suppressedGroups(table, below)
  const masked = new Set([...table.rows.keys()].filter((i) => table.rows[i]! < below))
  const lines = table.over.flatMap((attribute) => linesAlong(table, attribute))
  for (let changed = true; changed;) {
    changed = false
    for (const line of lines) {
      const alone = line.filter((i) => masked.has(i)).length === 1
      const open = line.filter((i) => !masked.has(i))
      if (!alone || open.length === 0) continue
      masked.add(open.reduce((least, i) => (table.rows[i]! < table.rows[least]! ? i : least)))
      changed = true
    }
  }
  return masked
}

/** Cells that share all attributes but one. */
function linesAlong(table: GroupTable, attribute: string): number[][] {
  const lines = new Map<string, number[]>()
  table.groups.forEach((group, i) => {
    const key = i === table.unknown ? '' : JSON.stringify({ ...group, [attribute]: null })
    lines.set(key, [...(lines.get(key) ?? []), i])
  })
  return [...lines.values()]
}
