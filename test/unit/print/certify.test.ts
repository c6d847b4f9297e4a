import { execFileSync, spawnSync } from 'node:child_process'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { readCertificate } from '../../../src/main/core/evidence/certificate'
import { checkSignature, readPublicKey } from '../../../src/main/core/evidence/signature'
import { certifier } from '../../../src/main/print/certify'
import { attachment, pageData, signerNamed, TIME, typesetter } from '../../fixtures/evidence/signing'

const has = (program: string): boolean => spawnSync('which', [program]).status === 0
const folder = mkdtempSync(join(tmpdir(), 'certify-'))
const certification = { claimedTime: TIME, claimedName: 'Ada Lovelace Ω', role: 'preparer' } as const
let base: Uint8Array
let pdf: Uint8Array
let certificateDer: Uint8Array

beforeAll(async () => {
  const printer = await typesetter()
  const signer = await signerNamed('Ada')
  certificateDer = signer.certificateDer
  base = await printer.render({
    template: 'probe',
    data: pageData('Probe', ['text']),
    attachments: [attachment('report.json', Buffer.from('{"a":1}'))],
    date: TIME
  })
  pdf = await certifier.certify(base, signer, certification)
  writeFileSync(join(folder, 'signed.pdf'), pdf)
})
afterAll(() => rmSync(folder, { recursive: true }))

describe('a certified PDF', () => {
  it('comes apart into what it was made of', () => {
    const opened = certifier.open(pdf)
    expect(Buffer.compare(opened.base, base)).toBe(0)
    expect(opened.certification).toEqual(certification)
    expect(Buffer.compare(opened.certificateDer, certificateDer)).toBe(0)
    const key = readPublicKey(readCertificate(opened.certificateDer).spki)
    expect(key && checkSignature(key, opened.signedBytes, opened.signature)).toBe(true)
    expect(certifier.attachments(opened.base)).toEqual([attachment('report.json', new Uint8Array(Buffer.from('{"a":1}')))])
  })

  it('permits no change, has one hidden field, and keeps the /ID', () => {
    const text = Buffer.from(pdf).toString('latin1')
    const update = text.slice(base.length)
    for (const part of [
      '/TransformMethod /DocMDP /TransformParams << /Type /TransformParams /P 1 /V /1.2 >>',
      '/SigFlags 3',
      '/Rect [0 0 0 0] /F 132',
      '/SubFilter /ETSI.CAdES.detached',
      '/M (D:20261123100000Z)'
    ])
      expect(update.split(part)).toHaveLength(2)
    expect(update).toMatch(/\/Perms << \/DocMDP \d+ 0 R >>/)
    expect(/\/ID \[.*?\]/.exec(update)?.[0]).toBe(/\/ID \[.*?\]/.exec(text)?.[0])
    expect(update.match(/\/Contents <[0-9a-f]+>/g)).toHaveLength(1)
  })

  it.skipIf(!has('pdfsig'))('is valid and wholly signed for pdfsig (skipped: pdfsig not installed)', () => {
    const said = execFileSync('pdfsig', [join(folder, 'signed.pdf')], { encoding: 'utf8' })
    expect(said).toContain('Signature is Valid')
    expect(said).toContain('Total document signed')
  })
})
