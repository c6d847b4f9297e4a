import { describe, expect, it } from 'vitest'
import { dni, iban, luhn, nir, pesel, taxNumberOfGermany } from '../../../../src/main/core/columns/personal/checksums'
import { personalKind, PERSONAL_CANDIDATES } from '../../../../src/main/core/columns/personal/kinds'
import { maskedValues } from '../../../../src/main/core/columns/personal/mask'
import { personalData, personalTally } from '../../../../src/main/core/quality/personal-data'
import { header } from '../quality/columns'

describe('check digits: examples that their issuers publish for test', () => {
  it('hold, and fail for every other last digit', () => {
    const examples: [(text: string) => boolean, string][] = [
      [luhn, '4111 1111 1111 1111'],
      [luhn, '378282246310005'],
      [iban, 'GB82 WEST 1234 5698 7654 32'],
      [iban, 'DE89370400440532013000'],
      [iban, 'FR1420041010050500013M02606'],
      [taxNumberOfGermany, '86095742719'],
      [pesel, '44051401359'],
      [nir, '255081416802538']
    ]
    for (const [check, text] of examples) {
      expect(check(text), text).toBe(true)
      for (let d = 1; d < 10; d++) {
        const last = (Number(text.slice(-1)) + d) % 10
        expect(check(text.slice(0, -1) + String(last)), `${text} with ${last}`).toBe(false)
      }
    }
    expect(dni('12345678Z')).toBe(true)
    expect(dni('12345678A')).toBe(false)
  })
})

const PERSONAL: [string, string][] = [
  ['ann.lee@example.org', 'e-mail'],
  ['+49 30 901820', 'phone'],
  ['(212) 555-0187', 'phone'],
  ['GB82 WEST 1234 5698 7654 32', 'bank account'],
  ['4111-1111-1111-1111', 'payment card'],
  ['219-09-9999', 'national id'],
  ['AB123456C', 'national id'],
  ['12345678Z', 'national id'],
  ['RSSMRA85T10A562S', 'national id'],
  ['Ann Lee', 'name'],
  ['Müller, Jörg', 'name']
]
const OTHERS = [
  '2026-01-05',
  '12.01.2026',
  '1234567',
  '0.123456789',
  '-1234.567',
  'A26-00017',
  'purchase',
  'Car',
  '20K - 40K €',
  'v2.3.1',
  '100 000'
]

describe('what a value looks like', () => {
  it('is told for persons and for nothing else, and the search finds every candidate', () => {
    const candidates = new RegExp(PERSONAL_CANDIDATES, 'u')
    for (const [text, kind] of PERSONAL) {
      expect(personalKind(text), text).toBe(kind)
      expect(candidates.test(text), text).toBe(true)
    }
    for (const text of OTHERS) expect(personalKind(text), text).toBeNull()
  })

  it('a weak form counts only where most of the column has it', () => {
    const tallied = (texts: readonly string[]) => {
      const tally = personalTally()
      texts.forEach((text, row) => tally.add(text, 1, row + 1))
      return personalData({ ...header('c', 'text'), distinct: new Set(texts).size }, tally, texts.length)
    }
    expect(tallied(['Native American', 'White', 'Black', ...Array.from({ length: 60 }, () => 'Native American')]).notices).toEqual([])
    expect(tallied(['x', 'y', 'z', 'ann@example.org']).notices[0]).toMatchObject({ rows: 1, first: [4] })
    const people = Array.from({ length: 60 }, (_, i) => `Ann ${String.fromCharCode(65 + (i % 26))}${'abcdefgh'[i % 8]}${'xyz'[i % 3]}e`)
    expect(tallied(people).drafts[0]?.at).toEqual({ feature: 'c', class: 'name' })
    expect(JSON.stringify(tallied([...people, 'ann@example.org']))).not.toContain('@')
  })
})

describe('names', () => {
  const kindsOf = (texts: readonly string[], head = 'c') => {
    const tally = personalTally()
    texts.forEach((text, row) => tally.add(text, 1, row + 1))
    return personalData({ ...header(head, 'text'), distinct: new Set(texts).size }, tally, texts.length).notices.map(({ said }) => said)
  }
  const crossed = (first: readonly string[], second: readonly string[], join: string) =>
    first.flatMap((a) => second.map((b) => `${a}${join}${b}`))
  const GIVEN = ['Ann', 'Bo', 'Cleo', 'John', 'Mary', 'Jörg', 'Nils', 'Olga']
  const FAMILY = ['Smith', 'O’Neill', 'Müller', 'Garcia', 'Novak', 'Boston', 'Paris', 'Lee-Wood']
  const TOWNS = ['St Louis', 'New York', 'Boston', 'Brooklyn', 'San Francisco', 'Long Branch', 'Haverford', 'Winnipeg']
  const CODES = ['MO', 'NY', 'CA', 'IL', 'MB', 'PQ', 'NJ', 'WV']
  const LANDS = ['France', 'England', 'Sweden', 'Norway', 'Peru', 'India', 'Spain', 'USA']

  it('are found whichever way they are written, and whoever the header speaks of', () => {
    for (const people of [
      crossed(GIVEN, FAMILY, ' '),
      crossed(FAMILY, GIVEN, ', '),
      crossed(FAMILY, ['A', 'JD', 'KT', 'MA', 'RS', 'TJ', 'UW', 'XZ'], ', ')
    ])
      for (const head of ['c', 'name', 'customer', 'home_owner', 'City contact', 'NameOfApplicant'])
        expect(kindsOf(people, head), `${head}: ${people[0]}`).toEqual(['values of the form of a name'])
  })

  it('are no towns with a state or a country behind them', () => {
    for (const places of [crossed(TOWNS, CODES, ', '), crossed(TOWNS, LANDS, ', ')]) expect(kindsOf(places), places[0]).toEqual([])
  })

  it('are not looked for under headers of places', () => {
    const streets = crossed(
      ['High', 'Mill', 'Church', 'Park', 'Queen', 'North', 'Station', 'London'],
      ['Street', 'Road', 'Lane', 'Hill', 'End', 'Gate', 'Row', 'Mews'],
      ' '
    )
    for (const head of ['home.dest', 'city', 'Birth Place', 'homeTown', 'address_1', 'DESTINATION'])
      expect(kindsOf(streets, head), head).toEqual([])
    expect(kindsOf([...streets, 'ann@example.org'], 'city')).toEqual(['values of the form of an e-mail address'])
  })
})

describe('masking', () => {
  it('leaves groups apart and nobody readable; a list without persons stays the same list', () => {
    const values = ['+49 30 901820', 'ann@example.org', 'bo@example.org', 'other']
    expect(maskedValues(values)).toEqual(['‹phone 0001›', '‹e-mail 0001›', '‹e-mail 0002›', 'other'])
    const plain = ['a', 'b']
    expect(maskedValues(plain)).toBe(plain)
  })
})
