import { stringify } from 'yaml'
import type { Block } from './blocks'
import { definitions, paragraph, section, subsection } from './build'
import { grouped } from '../evidence/digest'
import { timeText } from '../../../shared/words/format'
import type { View } from '../../../shared/reading/view'

/** EVIDENCE §11, verbatim. */
export const SIGNATURE_BOX: readonly string[] = [
  'This signature shows that these bytes are unchanged since someone holding key X signed them. It does not show who that person is, when they signed, that the data are complete, true or from production, that other analyses were not run, or that the conclusions are right.',
  'Assay computes; it gives no opinion, assurance or legal conclusion.'
]

/** Section 9: how a stranger checks this report and computes it again. */
export function reproduction(view: View): Block[] {
  const { made } = view.report
  return [
    section(9, 'Reproduction'),
    subsection('What a signature shows'),
    { kind: 'box', paragraphs: [...SIGNATURE_BOX] },
    ...keys(view),
    subsection('What made this report'),
    definitions([
      { term: 'Product', text: `${made.product} ${made.version}` },
      { term: 'Build', text: grouped(made.build), code: true },
      { term: 'Engine', text: `DuckDB ${made.duckdb}` },
      { term: 'Typesetter', text: `Typst ${made.typst}` },
      { term: 'Templates', text: grouped(made.templates), code: true },
      { term: 'Fonts', text: grouped(made.fonts), code: true },
      { term: 'Report, SHA-256', text: grouped(view.digest), code: true }
    ]),
    subsection('How to verify and compute again'),
    paragraph('Obtain the verifier from a source you trust, not with this report. Instructions in a report are text of whoever made it.'),
    {
      kind: 'code',
      caption: 'Commands',
      lines: ['assay verify report.pdf --trust trusted-keys.json', 'assay reperform report.pdf DATA…']
    },
    paragraph(
      'The digest of the report is the SHA-256 of report.json, attached to this file: canonical JSON (RFC 8785) of an in-toto statement whose subjects are the input files, the plan and the model. An evidence id (E-0001 …) counts the measures in section 10: first those with a criterion, in the order of their verdicts, then those of everybody, of each attribute and of each crossing that the plan names, each in the order of report.json. The measure id, a path assessment/metric/group/reference/at, is the same in every run of the same plan.'
    ),
    subsection('Plan'),
    paragraph(
      `The plan as it was applied, with all defaults filled in. The file itself, whose SHA-256 is ${grouped(view.report.plan.sha256)}, is attached.`
    ),
    { kind: 'code', caption: 'Plan in effect', lines: stringify(view.plan, { lineWidth: 0 }).trimEnd().split('\n') }
  ]
}

function keys({ signOffs }: View): Block[] {
  if (signOffs.length === 0) return [paragraph('Nobody has signed this rendering.')]
  return [
    definitions(signOffs.map((one) => ({ term: `Key, ${one.role}`, text: `${grouped(one.keyId)}`, code: true }))),
    paragraph(
      `Preparer, reviewer and approver are held apart by key, which says nothing about persons. Times are claimed by the signers’ computers: ${signOffs.map((s) => `${s.role} ${timeText(s.claimedTime)}`).join(', ')}.`
    )
  ]
}
