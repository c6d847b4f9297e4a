import { spec } from './spec'

const own = 'counted in all rows of the file'
const schema = 'header and type of each column against those of the reference part'

/** Numbers about the data themselves. */
export const QUALITY = {
  columns_missing: spec('Columns missing', 'count', 'zero', 'columns of the reference that the part lacks', schema),
  columns_extra: spec('Columns extra', 'count', 'zero', 'columns of the part that the reference lacks', schema),
  columns_retyped: spec('Columns retyped', 'count', 'zero', 'columns of both with another type', schema),
  columns_reordered: spec('Columns moved', 'count', 'zero', 'columns of both outside the longest run in the same order', schema),
  missing_rate: spec('Missing rate', 'proportion', 'low', 'rows without a value / rows', own),
  complete_row_share: spec('Complete rows', 'proportion', 'high', 'rows without any missing value / rows', own),
  most_frequent_share: spec('Share of the most frequent value', 'proportion', 'low', 'max_v n(v) / Σ_v n(v); 1: a constant', own),
  unseen_category_share: spec(
    'Rows with an unseen category',
    'proportion',
    'low',
    'rows whose value the reference never has / rows with a value',
    own
  ),
  out_of_range_share: spec(
    'Rows outside the reference range',
    'proportion',
    'low',
    'rows under the least or over the greatest value of the reference / rows with a value',
    own
  ),
  fractional_share: spec(
    'Fractions among whole numbers',
    'proportion',
    'low',
    'rows that are no whole number / rows with a value, where the reference has whole numbers only',
    own
  ),
  unit_ratio: spec(
    'Ratio of medians',
    'ratio',
    'one',
    'median |x| / median |x| of the reference',
    'near a power of ten, or 7, 12, 24, 60, 365.25 or 3600: another unit'
  ),
  outlier_share: spec(
    'Outliers, robust z',
    'proportion',
    'low',
    'rows with |x − median| > z · 1.4826 · MAD / rows with a value, z from the plan',
    'Iglewicz & Hoaglin 1993, How to Detect and Handle Outliers'
  ),
  tukey_outlier_share: spec(
    "Outliers, Tukey's outer fences",
    'proportion',
    'low',
    'rows under Q1 − 3·IQR or over Q3 + 3·IQR / rows with a value',
    'Tukey 1977, Exploratory Data Analysis'
  ),
  duplicate_row_share: spec('Repeated rows', 'proportion', 'low', 'rows equal to an earlier one in every column / rows', own),
  near_duplicate_row_share: spec(
    'Nearly repeated rows',
    'proportion',
    'low',
    'rows equal to an earlier one in all columns but ids and times, numbers to three digits, texts without case and punctuation / rows',
    own
  ),
  id_repeat_share: spec('Repeated ids', 'proportion', 'zero', 'rows whose id an earlier row has / rows with an id', own),
  overlap_row_share: spec(
    'Rows shared with the reference',
    'proportion',
    'low',
    'rows whose features all equal those of a row of the reference / rows',
    own
  ),
  overlap_row_by_chance: spec(
    'Rows of the reference that equal another of its rows',
    'proportion',
    'none',
    'rows of the reference whose features all equal those of another of its rows / its rows: what rows drawn alike would share with it',
    own
  ),
  overlap_id_share: spec('Ids shared with the reference', 'proportion', 'low', 'rows whose id the reference has / rows with an id', own),
  longest_time_gap: spec('Longest gap in time', 'count', 'low', 'most days in a row without a row', own),
  time_gaps: spec('Gaps in time', 'count', 'low', 'stretches of more days without a row than the plan allows', own),
  future_time_share: spec('Times in the future', 'proportion', 'zero', 'rows after the claimed time of the report / rows with a time', own),
  labels_known_mature: spec('Labels known where mature', 'proportion', 'high', 'rows with a label / rows older than the maturity', own),
  labels_known_immature: spec(
    'Labels known before maturity',
    'proportion',
    'none',
    'rows with a label / rows younger than the maturity',
    own
  ),
  label_delay_median: spec('Median label delay (days)', 'score', 'low', 'median of time of label − time of row', own),
  label_delay_p90: spec(
    'Label delay that nine in ten stay within (days)',
    'score',
    'low',
    '90 % quantile of time of label − time of row',
    own
  ),
  leakage_auc: spec(
    'AUC of one feature for the label',
    'index',
    'none',
    'max(AUC, 1 − AUC) of the bare feature',
    'DeLong et al. 1988; a feature that alone predicts the label so well may hold it'
  ),
  leakage_information: spec(
    'Label information in one feature',
    'proportion',
    'none',
    '(I(X; Y) − E I) / H(Y), E I the mean over all orders of the labels; no value is a category, numbers are cut into twentieths',
    'Cover & Thomas 2006, ch. 2; Vinh, Epps & Bailey 2010'
  ),
  leakage_correlation: spec(
    'Squared correlation of one feature with the label',
    'proportion',
    'none',
    'r² of the bare feature and a label that is a number',
    'Pearson 1896; a feature that alone predicts the label so well may hold it'
  ),
  leakage_eta_squared: spec(
    'Label variance between the values of one feature',
    'proportion',
    'none',
    'η² − (k − 1)/(n − 1), what k categories have by chance; no value is a category',
    'Fisher 1925, ch. 7'
  ),
  personal_data_share: spec(
    'Values like personal data',
    'proportion',
    'zero',
    'values of the pattern / rows with a value',
    'patterns and checksums: ISO 13616, ISO/IEC 7812-1, RFC 5321, ITU-T E.123'
  )
} as const
