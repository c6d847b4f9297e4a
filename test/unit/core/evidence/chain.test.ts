import { describe, expect, it } from 'vitest'
import { nextLine, readLedger, LEDGER_START } from '../../../../src/main/core/evidence/ledger'
import { flipped } from '../../../fault/attacks'

const AT = '2026-11-23T10:00:00Z'
const lines: Uint8Array[] = []
let head = LEDGER_START
for (let n = 0; n < 5; n++) {
  const next = nextLine(head, AT, { type: 'note', body: { finding: `F${n}`, text: 't' } })
  lines.push(next.bytes)
  head = next.head
}
const whole = Buffer.concat(lines)

describe('a chain of lines', () => {
  it('reads back', () => {
    const read = readLedger(whole)
    expect(read).toMatchObject({ brokenAt: null, whole: whole.length, head })
    expect(read.lines.map(({ seq }) => seq)).toEqual([0, 1, 2, 3, 4])
    expect(readLedger(new Uint8Array())).toMatchObject({ brokenAt: null, head: LEDGER_START })
  })

  it('loses nothing but a torn last line', () => {
    const start = whole.length - (lines[4]?.length ?? 0)
    for (let end = start; end < whole.length; end++)
      expect(readLedger(whole.subarray(0, end))).toMatchObject({ brokenAt: null, whole: start, lines: { length: 4 } })
  })

  it('breaks at the line that was dropped, swapped, repeated, put in, or follows one that was altered', () => {
    const [a, b, c, d, e] = lines as [Uint8Array, Uint8Array, Uint8Array, Uint8Array, Uint8Array]
    expect(readLedger(Buffer.concat([a, c, d, e])).brokenAt).toBe(2)
    expect(readLedger(Buffer.concat([b, c, d, e])).brokenAt).toBe(1)
    expect(readLedger(Buffer.concat([a, c, b, d, e])).brokenAt).toBe(2)
    expect(readLedger(Buffer.concat([a, b, b, c])).brokenAt).toBe(3)
    expect(readLedger(Buffer.concat([a, Buffer.from('\n'), b])).brokenAt).toBe(2)
    const altered = Buffer.from(Buffer.from(b).toString().replace('F1', 'F9'))
    expect(readLedger(Buffer.concat([a, altered, c, d, e])).brokenAt).toBe(3)
  })

  it('breaks after every flip of a bit before the last line', () => {
    const before = (whole.length - (lines[4]?.length ?? 0)) * 8
    for (let bit = 0; bit < before; bit += 5) expect(readLedger(flipped(whole, bit)).brokenAt).not.toBeNull()
  })
})
