import { z } from 'zod'
import { sha256 } from '../model/dataset'
import {
  exploreLineQuestion,
  exploreQuestion,
  type ExploreAnswer,
  type ExploreLines,
  type ExploreOverview,
  type ExploreScores
} from '../model/explore'
import { inProject, jobEvents, procedure, trusted } from './procedure'

const opened = z.strictObject({ exploration: sha256 })

/** Thresholds and groups, as often as one likes, over data that were read once. */
export const explore = {
  /** Reads the rows of the report's fairness part; the ledger remembers that they were looked at. */
  open: procedure
    .input(inProject.extend({ report: sha256 }))
    .output(jobEvents(trusted<{ exploration: string; overview: ExploreOverview }>())),
  /** At once: `project/exploration-closed` where the engine holds these data no more. */
  answer: procedure.input(opened.extend({ question: exploreQuestion })).output(trusted<ExploreAnswer>()),
  /** One metric at every hundredth of the scores, a line a group. */
  lines: procedure.input(opened.extend({ question: exploreLineQuestion })).output(trusted<ExploreLines>()),
  /** Scores of each group by label, and calibration. */
  scores: procedure.input(opened.extend({ over: z.array(z.string()).min(1).max(8) })).output(trusted<ExploreScores>())
}
