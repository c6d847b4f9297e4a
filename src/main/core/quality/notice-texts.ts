import type { Severity } from '../../../shared/model/finding'
import type { Notice } from './observation'
import { counted } from './wording'

export type NoticeText = {
  /** Smaller shares are no finding. */
  from: number
  severity: (share: number) => Severity
  title: (columns: number) => string
  criterion: string
  effect: string
  recommendation: string
  metrics: readonly string[]
}

const always = (severity: Severity) => (): Severity => severity
const byShare = (share: number): Severity => (share > 0.5 ? 'high' : share > 0.05 ? 'moderate' : 'low')
const columns = (n: number): string => counted(n, 'column')

/** What is said of each kind of fault, in the order of the report. */
export const NOTICE_TEXTS: Record<Notice['kind'], NoticeText> = {
  units: {
    from: 0,
    severity: always('high'),
    title: (n) => `Another unit is likely in ${columns(n)}`,
    criterion: 'Median and spread of a column stay within a tenth of a decade of the reference, or its unit is the same.',
    effect: 'A model fed with another unit gives other scores to the same persons.',
    recommendation: 'Have the owner state the unit of the column in both parts.',
    metrics: ['unit_ratio']
  },
  leakage: {
    from: 0,
    severity: always('high'),
    title: (n) => `The label may leak into ${columns(n)}`,
    criterion: 'No single feature predicts the label nearly perfectly.',
    effect: 'A feature that is known only with the outcome makes every performance figure too good.',
    recommendation: 'Establish when the value of the column becomes known, and leave it out if that is after the decision.',
    metrics: ['leakage_auc', 'leakage_information', 'leakage_correlation', 'leakage_eta_squared']
  },
  'personal-data': {
    from: 0,
    severity: always('moderate'),
    title: (n) => `Values like personal data in ${columns(n)}`,
    criterion: 'Data for an audit hold no names, addresses or numbers of persons beyond what it needs.',
    effect: 'Values of these columns are masked in every export of this report; the files themselves still hold them.',
    recommendation: 'Have the extract made without these columns, or with pseudonyms in their place.',
    metrics: ['personal_data_share']
  },
  future: {
    from: 0,
    severity: always('moderate'),
    title: (n) => `Times in the future in ${columns(n)}`,
    criterion: 'No recorded time lies after the time claimed for this report.',
    effect: 'Windows and label delays that rest on these times are wrong for these rows.',
    recommendation: 'Correct the times at their source, or explain them.',
    metrics: ['future_time_share']
  },
  'repeated-ids': {
    from: 0,
    severity: byShare,
    title: (n) => `Ids repeat in ${columns(n)}`,
    criterion: 'An id names one row.',
    effect: 'Rows with the same id are not independent, and may be the same row twice.',
    recommendation: 'Remove the copies, or declare the column as cluster where persons may come back.',
    metrics: ['id_repeat_share']
  },
  'repeated-rows': {
    from: 0,
    severity: byShare,
    title: () => 'Rows are there more than once',
    criterion: 'No row equals an earlier one in every column.',
    effect: 'Copies count twice in every figure and make intervals too narrow.',
    recommendation: 'Have the extract made again without the copies.',
    metrics: ['duplicate_row_share']
  },
  'near-rows': {
    from: 0.001,
    severity: always('low'),
    title: () => 'Rows are nearly the same',
    criterion:
      'At most 0.1 % of the rows equal an earlier one in all columns but ids and times, with numbers to three digits and texts without case and punctuation.',
    effect: 'They may be the same case recorded twice.',
    recommendation: 'Look at some of the rows named side by side.',
    metrics: ['near_duplicate_row_share']
  },
  overlap: {
    from: 0.001,
    severity: (share) => (share > 0.05 ? 'high' : 'moderate'),
    title: () => 'Rows of the reference are in the part as well',
    criterion: 'What the model was built or validated on is not what it is audited on.',
    effect: 'Performance on rows that the model has seen is too good.',
    recommendation: 'Audit rows that the reference does not hold, or state why both hold them.',
    metrics: ['overlap_row_share', 'overlap_row_by_chance', 'overlap_id_share']
  },
  fractional: {
    from: 0,
    severity: always('moderate'),
    title: (n) => `Fractions among whole numbers in ${columns(n)}`,
    criterion: 'A column of whole numbers in the reference holds whole numbers.',
    effect: 'The column was likely computed or filled in another way.',
    recommendation: 'Ask how the values were made.',
    metrics: ['fractional_share']
  },
  unseen: {
    from: 0,
    severity: byShare,
    title: (n) => `Values that the reference never has in ${columns(n)}`,
    criterion: 'Categories are those of the reference.',
    effect: 'The model was not validated on rows with these values.',
    recommendation: 'Find out what the new values stand for and how the model treats them.',
    metrics: ['unseen_category_share']
  },
  'out-of-range': {
    from: 0.001,
    severity: byShare,
    title: (n) => `Numbers outside the range of the reference in ${columns(n)}`,
    criterion: 'At most 0.1 % of the values lie outside the range that the reference has, or no more than of rows drawn alike.',
    effect: 'The model extrapolates for these rows.',
    recommendation: 'Check whether these values are real.',
    metrics: ['out_of_range_share']
  },
  missing: {
    from: 0.01,
    severity: byShare,
    title: (n) => `Values are missing in ${columns(n)}`,
    criterion: 'At most 1 % of the values of a column are missing.',
    effect: 'If rows without a value differ from the others, so do figures that leave them out.',
    recommendation: 'Establish why values are missing, and whether they are missing alike in all groups.',
    metrics: ['missing_rate']
  },
  constant: {
    from: 0,
    severity: always('low'),
    title: (n) => `One value only in ${columns(n)}`,
    criterion: 'A column that is used tells rows apart.',
    effect: 'The column carries no information in this part.',
    recommendation: 'Find out whether the extract was filtered by it.',
    metrics: ['most_frequent_share']
  },
  outliers: {
    from: 0.001,
    severity: always('low'),
    title: (n) => `Outliers in ${columns(n)}`,
    criterion: "At most 0.1 % of the values lie beyond Tukey's outer fences.",
    effect: 'Means and models that rest on squares are moved by few rows.',
    recommendation: 'Check the rows named for errors of entry.',
    metrics: ['tukey_outlier_share', 'outlier_share']
  },
  gap: {
    from: 0,
    severity: always('moderate'),
    title: (n) => `Gaps in time in ${columns(n)}`,
    criterion: 'No stretch of more days than the plan allows is without a row.',
    effect: 'Rows may be lacking, and windows over the gap are not comparable with others.',
    recommendation: 'Ask the owner of the extract whether there were no rows, or whether they were lost.',
    metrics: ['longest_time_gap', 'time_gaps']
  }
}
