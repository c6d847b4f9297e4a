import { ABOUT } from '../features/assessment/about'

/** What a page would show, said where it has nothing to show yet. */
const SHOWS: Readonly<Record<string, string>> = {
  data: 'What was imported: how the lines of every file add up, and the type, the role and the values of every column.',
  plan: 'The plan of the audit, as a form and as its source: what every column means, which groups are compared, and which criteria decide.',
  quality: ABOUT.quality.shows,
  fairness:
    'Every group against its reference: rates and gaps with intervals beside the criterion, calibration and scores by group, and what another threshold would change.',
  performance: ABOUT.performance.shows,
  drift: ABOUT.drift.shows,
  explain: ABOUT.explanation.shows,
  slices: ABOUT.slices.shows,
  compare: ABOUT.comparison.shows,
  findings: 'What was found, gravest first, each with its evidence, an owner, a response and notes; and every criterion with its verdict.',
  report: 'The pages of the report as they will be printed, who signed them, and where to sign and save.'
}

export const showsOf = (page: string): string => SHOWS[page] ?? ''
