import { describe, expect, it } from 'vitest'
import fc from '../../../support/fast-check'
import { canonicalJson, canonicalText, parseCanonical } from '../../../../src/main/core/evidence/canonical-json'

const bytes = (text: string) => Buffer.from(text)
const refused = (text: string | Uint8Array) =>
  expect(() => parseCanonical(typeof text === 'string' ? bytes(text) : text)).toThrow(/canonical/)

describe('canonical JSON', () => {
  it('writes the sample of RFC 8785 §3.2.2 as its §3.2.4 says, byte for byte', () => {
    const sample = String.raw`{"numbers": [333333333.33333329, 1E30, 4.50, 2e-3, 0.000000000000000000000000001], "string": "\u20ac$\u000F\u000aA'\u0042\u0022\u005c\\\"\/", "literals": [null, true, false]}`
    const expected =
      '7b226c69746572616c73223a5b6e756c6c2c747275652c66616c73655d2c226e756d62657273223a5b3333333333333333332e333333333333332c31652b33302c342e352c302e3030322c31652d32375d2c22737472696e67223a22e282ac245c75303030665c6e4127425c225c5c5c5c5c222f227d'
    const [hex] = [Buffer.from(canonicalJson(JSON.parse(sample))).toString('hex')]
    expect(hex).toBe(expected)
  })

  it('orders keys as RFC 8785 §3.2.3 shows: by UTF-16 code units', () => {
    const value = JSON.parse(String.raw`{"\u20ac":1,"\r":2,"\ufb33":3,"1":4,"\ud83d\ude00":5,"\u0080":6,"\u00f6":7}`) as object
    expect(Object.values(JSON.parse(canonicalText(value)) as object)).toEqual([4, 2, 6, 7, 1, 5, 3])
    expect(canonicalText(value)).toBe('{"\\r":2,"1":4,"\u0080":6,"ö":7,"€":1,"😀":5,"\ufb33":3}')
  })

  it.each([
    [0x0000000000000000n, '0'],
    [0x8000000000000000n, '0'],
    [0x0000000000000001n, '5e-324'],
    [0x7fefffffffffffffn, '1.7976931348623157e+308'],
    [0x4340000000000000n, '9007199254740992'],
    [0x4430000000000000n, '295147905179352830000'],
    [0x44b52d02c7e14af5n, '9.999999999999997e+22'],
    [0x44b52d02c7e14af6n, '1e+23'],
    [0x444b1ae4d6e2ef4en, '999999999999999700000'],
    [0x444b1ae4d6e2ef50n, '1e+21'],
    [0x3eb0c6f7a0b5ed8cn, '9.999999999999997e-7'],
    [0x3eb0c6f7a0b5ed8dn, '0.000001'],
    [0x41b3de4355555553n, '333333333.3333332'],
    [0xbecbf647612f3696n, '-0.0000033333333333333333']
  ])('writes the number %x of RFC 8785 appendix B as %s', (bits, text) => {
    expect(canonicalText(new Float64Array(new BigUint64Array([bits]).buffer)[0])).toBe(text)
  })

  it('refuses what JSON cannot say', () => {
    for (const value of [NaN, Infinity, 1n, () => 1, Symbol('x'), [undefined], '\ud800', 'a\udc00b', { '\udfff': 1 }])
      expect(() => canonicalJson(value)).toThrow(/canonical/)
    expect(canonicalText({ a: undefined, b: '\ud83d\ude00' })).toBe('{"b":"😀"}')
  })

  it('reads only the canonical text of a value', () => {
    expect(parseCanonical(bytes('{"a":[1,"x"],"b":null}'))).toEqual({ a: [1, 'x'], b: null })
    for (const text of [
      '{"b":1,"a":2}',
      '{"a":1,"a":1}',
      '{"a":1 }',
      '1.0',
      '1e0',
      '-0',
      '"\\u0041"',
      '"\\/"',
      '\ufeff{}',
      '{}\n',
      '',
      '{',
      'tru',
      '[1,]',
      '01'
    ])
      refused(text)
    refused(Uint8Array.of(0x22, 0xff, 0x22))
    refused(Uint8Array.of(0x22, 0xed, 0xa0, 0x80, 0x22))
  })

  it('keeps a key called __proto__ apart from the prototype', () => {
    const value = parseCanonical(bytes('{"__proto__":{"x":1}}')) as Record<string, unknown>
    expect(Object.keys(value)).toEqual(['__proto__'])
    expect((value as { x?: number }).x).toBeUndefined()
  })

  it('refuses deep nesting without a stack overflow', () => {
    expect(parseCanonical(bytes('['.repeat(64) + ']'.repeat(64)))).toBeDefined()
    refused('['.repeat(65) + ']'.repeat(65))
    refused('['.repeat(1_000_000))
    expect(parseCanonical(bytes(`["${'['.repeat(100)}\\""]`))).toEqual([`${'['.repeat(100)}"`])
  })

  it('comes back as it went, for every JSON value', () => {
    fc.assert(
      fc.property(fc.jsonValue({ maxDepth: 6 }), (value) => {
        const text = canonicalJson(value)
        expect(Buffer.from(canonicalJson(parseCanonical(text))).equals(Buffer.from(text))).toBe(true)
      }),
      { numRuns: 500 }
    )
  })

  it('is accepted exactly where writing the value anew gives the same bytes: keys out of order, whole numbers as keys, half characters', () => {
    const key = fc.oneof(fc.constantFrom('9', '10', 'a', 'b', '', '__proto__', '\u00e9'), fc.string({ unit: 'binary', maxLength: 3 }))
    const leaf = fc.oneof(fc.constantFrom(0, -0, 1e21, 'x', '\ud800', '\\ud800', null, true), fc.double(), fc.string({ unit: 'binary' }))
    const { tree } = fc.letrec((tie) => ({
      tree: fc.oneof({ maxDepth: 3 }, leaf, fc.array(tie('tree'), { maxLength: 3 }), fc.dictionary(key, tie('tree'), { maxKeys: 4 }))
    }))
    const answerOf = (work: () => unknown): unknown => {
      try {
        return work()
      } catch {
        return 'refused'
      }
    }
    let [accepted, turnedAway] = [0, 0]
    fc.assert(
      fc.property(tree, (value) => {
        const text = JSON.stringify(value)
        const anew = answerOf(() => canonicalText(JSON.parse(text)))
        const given = answerOf(() => parseCanonical(bytes(text)) !== undefined)
        expect(given).toBe(anew === text ? true : 'refused')
        if (anew === text) accepted++
        else turnedAway++
      }),
      { numRuns: 2000 }
    )
    expect(Math.min(accepted, turnedAway)).toBeGreaterThan(100)
  })
})
