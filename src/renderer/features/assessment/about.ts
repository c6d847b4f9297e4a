import type { Assessment } from '../../../shared/model/measure'

/** What the page of an assessment answers, what it would show, and what the plan needs for it. `value`: what is written to the plan; null where a person has to say it. */
export type About = {
  assessment: Assessment
  name: string
  asks: string
  shows: string
  value: Record<string, unknown> | null
  needs: string
}

export const ABOUT = {
  quality: {
    assessment: 'quality',
    name: 'quality',
    asks: 'Can these data carry the answers?',
    shows:
      'Missing values and their patterns, columns that changed since the reference, outliers, duplicates, dates in the future, suspected leakage and personal data: each as a number with its rows.',
    value: {},
    needs: 'It needs nothing but the data; with a reference part it also compares.'
  },
  performance: {
    assessment: 'performance',
    name: 'performance',
    asks: 'Does the model still work?',
    shows:
      'How good the predictions were, as a whole and window by window, with intervals, for every group; and the dates at which that changed.',
    value: {},
    needs: 'It needs known outcomes: a column with the role label, and a score or a decision.'
  },
  drift: {
    assessment: 'drift',
    name: 'drift',
    asks: 'What changed, and since when?',
    shows:
      'Every column of the current part against the reference: ranked by how far it moved, window by window, with the distributions laid over each other and the bins behind every number.',
    value: {},
    needs: 'It needs two parts in the plan’s inputs: reference and current.'
  },
  explanation: {
    assessment: 'explanation',
    name: 'explanation',
    asks: 'What drives the scores?',
    shows:
      'What each feature contributes, how much the model rests on it, how the response moves with it, which features carry the gap between groups, and the reasons that a notice would state.',
    value: {},
    needs: 'It needs the model: name its file under models in the plan.'
  },
  slices: {
    assessment: 'slices',
    name: 'slices',
    asks: 'Where is it worst?',
    shows:
      'The rows where the model does worst: conditions on one, two or three columns, searched in one half of the rows and tested in the other, each with its size, its interval and a p-value that allows for the search.',
    value: {},
    needs: 'It needs known outcomes or decisions, and columns to cross.'
  },
  comparison: {
    assessment: 'comparison',
    name: 'a comparison of models',
    asks: 'Which of two models?',
    shows:
      'The audited model and others on the same rows: what each achieves, the differences with their intervals, how often they decide differently, and whose gaps grow or shrink.',
    value: null,
    needs:
      'It needs another model’s scores or decisions: columns of the log, or a model file that the plan names. In the plan: comparison: { challengers: [{ name: …, score: …, decision: … }] }.'
  }
} as const satisfies Partial<Record<Assessment, About>>
