import { beforeAll, describe, expect, it } from 'vitest'
import { canonicalJson } from '../../../../src/main/core/evidence/canonical-json'
import { chainFault, openSignOff, orderFault } from '../../../../src/main/core/evidence/sign-off'
import { sha256Hex } from '../../../../src/main/core/evidence/digest'
import { verifyEvidence } from '../../../../src/main/core/evidence/verify'
import type { Signer } from '../../../../src/main/ports/keys'
import type { SignOffRole } from '../../../../src/shared/model/statement'
import { signerNamed, signOffBy } from '../../../fixtures/evidence/signing'

const report = canonicalJson({ a: 1 })
let ada: Signer
let ben: Signer
let cleo: Signer
beforeAll(async () => {
  ;[ada, ben, cleo] = await Promise.all([signerNamed('Ada'), signerNamed('Ben'), signerNamed('Cleo')])
})

const facts = () => ({ models: [], period: null, challenge: null, attachments: [] })
const verdictOf = (signOffs: readonly Uint8Array[], of = report) =>
  verifyEvidence({ report: of, signOffs, others: [] }, null, 'none', facts, { now: '2026-12-01T00:00:00Z' }).verdict

describe('sign-offs', () => {
  it('of preparer, reviewers and approver follow each other', async () => {
    const first = await signOffBy(ada, report, [])
    const second = await signOffBy(ben, report, [first], { role: 'reviewer', decision: 'dissent', reasons: 'the period is too short' })
    const third = await signOffBy(cleo, report, [first, second], { role: 'approver' })
    expect(verdictOf([first, second, third])).toBe('valid-unknown-signer')
    expect(openSignOff(second, 'x').statement.predicate).toMatchObject({ decision: 'dissent', previous: sha256Hex(first) })
    expect(verdictOf([first, third])).toBe('statement-order')
    expect(verdictOf([second, third])).toBe('statement-order')
    expect(verdictOf([first, second, third], canonicalJson({ a: 2 }))).toBe('payload-altered')
    expect(verdictOf([])).toBe('not-signed')
    expect(verdictOf([first], Buffer.from('{"a": 1}'))).toBe('not-canonical')
  })

  it.each<[string, SignOffRole[], string]>([
    ['without a preparer', ['reviewer'], 'preparer'],
    ['by two preparers', ['preparer', 'preparer'], 'one preparer'],
    ['by a reviewer after the approver', ['preparer', 'approver', 'reviewer'], 'order'],
    ['by two approvers', ['preparer', 'approver', 'approver'], 'one approver']
  ])('%s cannot be made', async (_, roles, reason) => {
    const signOffs: Uint8Array[] = []
    const signers = [ada, ben, cleo]
    const all = async () => {
      for (const [index, role] of roles.entries()) signOffs.push(await signOffBy(signers[index] ?? ada, report, signOffs, { role }))
    }
    await expect(all()).rejects.toMatchObject({
      code: 'evidence/bad-sign-off',
      data: { reason: expect.stringContaining(reason) as string }
    })
  })

  it('by one key in two roles, before the time of the last, or in dissent without reasons cannot be made', async () => {
    const first = await signOffBy(ada, report, [])
    await expect(signOffBy(ada, report, [first], { role: 'reviewer' })).rejects.toMatchObject({ code: 'evidence/bad-sign-off' })
    await expect(signOffBy(ben, report, [first], { role: 'reviewer', claimedTime: '2026-11-23T09:59:59Z' })).rejects.toMatchObject({
      code: 'evidence/bad-sign-off'
    })
    await expect(signOffBy(ben, report, [first], { role: 'reviewer', decision: 'dissent', reasons: ' ' })).rejects.toMatchObject({
      code: 'evidence/bad-sign-off'
    })
    await expect(signOffBy(ben, canonicalJson({ a: 3 }), [first], { role: 'reviewer' })).rejects.toMatchObject({
      code: 'evidence/bad-sign-off'
    })
    await expect(signOffBy(ada, report, [], { claimedName: '' })).rejects.toMatchObject({ code: 'evidence/bad-sign-off' })
  })

  it('are judged by codes of their own', async () => {
    const first = openSignOff(await signOffBy(ada, report, []), 'x')
    const { statement } = first
    const digest = sha256Hex(report)
    const twice = { ...statement, predicate: { ...statement.predicate, role: 'reviewer' as const } }
    expect(orderFault([statement], digest)).toBeNull()
    expect(orderFault([statement, twice], digest)).toMatchObject({ code: 'same-signer-two-roles' })
    expect(orderFault([statement], '0'.repeat(64))).toMatchObject({ code: 'payload-altered' })
    expect(chainFault([first, first])).toMatchObject({ code: 'statement-order' })
  })
})
