import type { Finding, Severity, VerdictCode } from '../../../shared/model/finding'
import type { Group } from '../../../shared/model/measure'

export const VERDICT: Record<VerdictCode, string> = {
  pass: 'criterion met on this evidence',
  fail: 'criterion not met',
  insufficient: 'insufficient evidence'
}
export const VERDICT_SHORT: Record<VerdictCode, string> = { pass: 'met', fail: 'not met', insufficient: 'insufficient' }
export const SEVERITY: readonly Severity[] = ['critical', 'high', 'moderate', 'low']

/** Gravest first; equal ones keep their order. */
export const bySeverity = (findings: readonly Finding[]): Finding[] =>
  SEVERITY.flatMap((severity) => findings.filter((finding) => finding.severity === severity))

/** `Female × Black`; the unknown value is said so. */
export const groupName = (group: Group | null): string =>
  group === null
    ? 'everybody'
    : Object.values(group)
        .map((v) => v ?? 'unknown')
        .join(' × ') || 'everybody'
