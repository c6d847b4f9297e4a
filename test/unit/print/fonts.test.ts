import { describe, expect, it } from 'vitest'
import { privateFont } from '../../../src/main/print/fonts'
import { createTypesetter } from '../../../src/main/print/typesetter'
import { fonts, pageData, TIME } from '../../fixtures/evidence/signing'

describe('a private font', () => {
  it('goes by a family of our own and draws the same characters', () => {
    for (const [name, bytes] of fonts) {
      const font = privateFont(name, bytes)
      const again = privateFont(name, font.bytes)
      expect(font.family).toMatch(/^Source (Serif 4|Sans 3|Code Pro)$/)
      expect(again.family).toBe(`Assay ${font.family}`)
      for (const character of 'aÅΩЖ≥−')
        expect([font.covers(character.codePointAt(0) ?? 0), again.covers(character.codePointAt(0) ?? 0)]).toEqual([true, true])
      expect(font.covers(0x6f22)).toBe(false)
    }
  })

  it('cannot be had by its public name, which a host may give to another release', async () => {
    const template = Buffer.from(
      '#let document(data) = { set std.document(title: "t"); text(font: "Source " + "Serif 4", fallback: false, data.title) }'
    )
    const printer = await createTypesetter({ templates: new Map([['t.typ', template]]), fonts })
    await expect(printer.render({ template: 't', data: pageData('x'), attachments: [], date: TIME })).rejects.toMatchObject({
      code: expect.stringMatching(/print\/(template|foreign-font)/) as string
    })
  })

  it('is refused where it is no TrueType font', () => {
    for (const bytes of [new Uint8Array(), new Uint8Array(100), Buffer.from('OTTO')])
      expect(() => privateFont('x.ttf', bytes)).toThrow(expect.objectContaining({ code: 'print/template' }))
  })
})
