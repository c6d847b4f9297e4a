import { spec, type MetricSpec } from './spec'

const confusion = 'Fawcett 2006, Pattern Recognition Letters 27(8)'

const RATES = {
  base_rate: spec('Base rate', 'proportion', 'none', 'P(Y=1)', confusion, ['prevalence']),
  selection_rate: spec('Selection rate', 'proportion', 'none', 'P(D=1)', '29 CFR 1607.16(R)', ['positive_rate', 'acceptance_rate']),
  tpr: spec('True positive rate', 'proportion', 'high', 'TP / (TP + FN)', confusion, ['recall', 'sensitivity']),
  fpr: spec('False positive rate', 'proportion', 'low', 'FP / (FP + TN)', confusion),
  tnr: spec('True negative rate', 'proportion', 'high', 'TN / (TN + FP)', confusion, ['specificity']),
  fnr: spec('False negative rate', 'proportion', 'low', 'FN / (FN + TP)', confusion),
  ppv: spec('Positive predictive value', 'proportion', 'high', 'TP / (TP + FP)', confusion, ['precision']),
  npv: spec('Negative predictive value', 'proportion', 'high', 'TN / (TN + FN)', confusion),
  fdr: spec('False discovery rate', 'proportion', 'low', 'FP / (FP + TP)', confusion),
  for: spec('False omission rate', 'proportion', 'low', 'FN / (FN + TN)', confusion),
  accuracy: spec('Accuracy', 'proportion', 'high', '(TP + TN) / n', confusion)
} as const

export type RateId = keyof typeof RATES
export const RATE_IDS = Object.keys(RATES) as RateId[]

const FAIRNESS_NAMES: Partial<Record<`${RateId}_difference` | `${RateId}_ratio`, readonly string[]>> = {
  selection_rate_difference: ['demographic_parity_difference', 'statistical_parity_difference'],
  selection_rate_ratio: ['demographic_parity_ratio', 'impact_ratio', 'adverse_impact_ratio', 'disparate_impact'],
  tpr_difference: ['equal_opportunity_difference'],
  tpr_ratio: ['equal_opportunity_ratio'],
  ppv_difference: ['predictive_parity_difference'],
  ppv_ratio: ['predictive_parity_ratio'],
  accuracy_difference: ['overall_accuracy_difference'],
  accuracy_ratio: ['overall_accuracy_ratio']
}

type Comparisons = { [K in RateId as `${K}_difference` | `${K}_ratio`]: MetricSpec }

const COMPARISONS = Object.fromEntries(
  RATE_IDS.flatMap((id) => {
    const { name } = RATES[id]
    const difference = `${id}_difference` as const
    const ratio = `${id}_ratio` as const
    return [
      [
        difference,
        spec(
          `${name} difference`,
          'difference',
          'zero',
          `${id}(group) − ${id}(reference)`,
          'group fairness as a difference',
          FAIRNESS_NAMES[difference]
        )
      ],
      [ratio, spec(`${name} ratio`, 'ratio', 'one', `${id}(group) / ${id}(reference)`, 'group fairness as a ratio', FAIRNESS_NAMES[ratio])]
    ]
  })
) as Comparisons

const COMPOSITES = {
  balanced_accuracy: spec('Balanced accuracy', 'proportion', 'high', '(TPR + TNR) / 2', confusion),
  f1: spec('F1', 'index', 'high', '2TP / (2TP + FP + FN)', confusion),
  mcc: spec('Matthews correlation', 'index', 'high', '(TP·TN − FP·FN) / √((TP+FP)(TP+FN)(TN+FP)(TN+FN))', 'Matthews 1975, BBA 405(2)')
} as const

const SCORES = {
  mean_score: spec('Mean score', 'score', 'none', 'Σs / n; a probability is that of the favourable outcome', 'arithmetic mean'),
  brier: spec('Brier score', 'score', 'low', 'Σ(p − y)² / n', 'Brier 1950, Monthly Weather Review 78(1)'),
  log_loss: spec(
    'Log loss (nats)',
    'log-loss',
    'low',
    '−Σ(y·ln p + (1−y)·ln(1−p)) / n, p clipped to [2⁻⁵², 1−2⁻⁵²]',
    'Good 1952, JRSS B 14(1)'
  ),
  auc: spec('Area under the ROC curve', 'index', 'high', 'P(s⁺ > s⁻) + ½P(s⁺ = s⁻)', 'DeLong et al. 1988, Biometrics 44(3)'),
  auc_difference: spec('AUC difference', 'difference', 'zero', 'AUC(group) − AUC(reference)', 'DeLong et al. 1988, Biometrics 44(3)'),
  calibration_in_the_large: spec('Calibration in the large', 'difference', 'zero', 'mean(p) − base rate', 'Cox 1958, Biometrika 45'),
  ece: spec(
    'Expected calibration error',
    'proportion',
    'low',
    'Σ_b (n_b/n)·|mean(p)_b − base rate_b|, 10 equal bins of [0, 1]',
    'Naeini et al. 2015, AAAI'
  ),
  calibration_bin_score: spec('Mean score in bin', 'proportion', 'none', 'Σp / n in the bin', 'reliability diagram'),
  calibration_bin_rate: spec('Base rate in bin', 'proportion', 'none', 'Σy / n in the bin', 'reliability diagram'),
  mean_score_difference: spec(
    'Mean score difference',
    'difference',
    'zero',
    'mean(s | group) − mean(s | reference)',
    'Welch 1947, Biometrika 34'
  ),
  standardised_mean_difference: spec(
    'Standardised mean difference',
    'difference',
    'zero',
    '(mean_g − mean_r) / √((n_g−1)s²_g+(n_r−1)s²_r)/(n_g+n_r−2))',
    'Cohen 1988; Hedges & Olkin 1985',
    ['smd', 'cohens_d']
  ),
  wasserstein: spec('Wasserstein-1 distance of scores', 'score', 'zero', '∫|F_g − F_r|', 'Vallender 1974, Theory Probab. Appl. 18(4)')
} as const

const REGRESSION = {
  mae: spec('Mean absolute error', 'score', 'low', 'Σ|ŷ − y| / n', 'textbook'),
  rmse: spec('Root mean squared error', 'score', 'low', '√(Σ(ŷ − y)² / n)', 'textbook'),
  r2: spec('R²', 'index', 'high', '1 − Σ(y − ŷ)² / Σ(y − ȳ)²', 'textbook'),
  mean_residual: spec('Mean residual', 'score', 'zero', 'Σ(ŷ − y) / n', 'textbook'),
  mean_residual_difference: spec(
    'Mean residual difference',
    'difference',
    'zero',
    'mean residual(group) − mean residual(reference)',
    'Welch 1947, Biometrika 34',
    ['residual_gap']
  ),
  mean_label: spec('Mean outcome', 'score', 'none', 'Σy / n', 'arithmetic mean'),
  mean_label_difference: spec(
    'Mean outcome difference',
    'difference',
    'zero',
    'mean(y | group) − mean(y | reference)',
    'Welch 1947, Biometrika 34'
  )
} as const

const ODDS = {
  equalized_odds_difference: spec(
    'Equalized odds difference (worst case)',
    'difference',
    'zero',
    'max(|ΔTPR|, |ΔFPR|)',
    'Hardt et al. 2016; fairlearn agg="worst_case"',
    ['equalized_odds']
  ),
  equalized_odds_difference_mean: spec(
    'Equalized odds difference (mean)',
    'difference',
    'zero',
    '(|ΔTPR| + |ΔFPR|) / 2',
    'fairlearn agg="mean"'
  ),
  average_odds_difference: spec('Average odds difference', 'difference', 'zero', '(ΔFPR + ΔTPR) / 2', 'Bellamy et al. 2018 (AIF360)'),
  average_abs_odds_difference: spec(
    'Average absolute odds difference',
    'difference',
    'zero',
    '(|ΔFPR| + |ΔTPR|) / 2',
    'Bellamy et al. 2018 (AIF360)'
  ),
  treatment_equality_fp_fn: spec(
    'Treatment equality, FP/FN',
    'difference',
    'zero',
    'FP_r/FN_r − FP_g/FN_g',
    'AWS documentation, metric TE',
    ['te_aws_doc']
  ),
  treatment_equality_fn_fp: spec('Treatment equality, FN/FP', 'difference', 'zero', 'FN_g/FP_g − FN_r/FP_r', 'smclarify code, metric TE', [
    'te_smclarify',
    'TE'
  ])
} as const

const ENTROPY = {
  generalized_entropy: spec(
    'Generalized entropy index (α = 2)',
    'index',
    'zero',
    'Σ((b_i/μ)² − 1) / (2n), b_i = ŷ_i − y_i + 1',
    'Speicher et al. 2018, KDD',
    ['GE']
  ),
  generalized_entropy_between: spec(
    'Generalized entropy between groups (α = 2)',
    'index',
    'zero',
    'index of the group means of b',
    'Speicher et al. 2018, KDD'
  ),
  theil: spec('Theil index', 'index', 'zero', 'Σ(b_i/μ)·ln(b_i/μ) / n', 'Speicher et al. 2018, KDD'),
  theil_between: spec('Theil index between groups', 'index', 'zero', 'Theil index of the group means of b', 'Speicher et al. 2018, KDD')
} as const

const STRATIFIED = {
  mantel_haenszel_odds_ratio: spec(
    'Mantel–Haenszel odds ratio',
    'ratio',
    'one',
    'Σ(a·d/n) / Σ(b·c/n)',
    'Mantel & Haenszel 1959; variance Robins, Breslow & Greenland 1986'
  ),
  mantel_haenszel_risk_ratio: spec(
    'Mantel–Haenszel risk ratio',
    'ratio',
    'one',
    'Σ(a·n₀/n) / Σ(c·n₁/n)',
    'Greenland & Robins 1985, Biometrics 41'
  ),
  breslow_day: spec(
    'Homogeneity of odds ratios (Breslow–Day, Tarone)',
    'p',
    'none',
    'p of χ² = Σ(a − fitted a)²/Var(a) less Tarone’s correction, k − 1 degrees of freedom',
    'Breslow & Day 1980; Tarone 1985, Biometrika 72'
  ),
  conditional_demographic_disparity: spec(
    'Conditional demographic disparity',
    'difference',
    'zero',
    'Σ n_i·DD_i / n',
    'Wachter, Mittelstadt & Russell 2021'
  ),
  simpson_reversal: spec(
    "Simpson's reversal",
    'count',
    'zero',
    'strata in which the sign of the gap is opposite to the marginal sign',
    'Simpson 1951, JRSS B 13'
  )
} as const

const clarify = 'AWS documentation, SageMaker Clarify'
const CLARIFY = {
  CI: spec('Class imbalance', 'difference', 'zero', '(n_a − n_d) / (n_a + n_d)', clarify),
  DPL: spec('Difference in proportions of labels', 'difference', 'zero', 'q_a − q_d', clarify),
  KL: spec('Kullback–Leibler divergence of labels', 'index', 'zero', 'Σ P_a ln(P_a/P_d)', clarify),
  JS: spec('Jensen–Shannon divergence of labels', 'index', 'zero', '½[KL(P_a‖P) + KL(P_d‖P)]', clarify),
  LP: spec('L2 norm of labels', 'index', 'zero', '√Σ(P_a − P_d)²', clarify),
  TVD: spec('Total variation distance of labels', 'index', 'zero', '½Σ|P_a − P_d|', clarify),
  KS: spec('Kolmogorov–Smirnov distance of labels', 'index', 'zero', 'max|P_a − P_d|', clarify),
  CDDL: spec(
    'Conditional demographic disparity of labels',
    'difference',
    'zero',
    'Σ n_i·DD_i / n, DD = n_d(0)/n(0) − n_d(1)/n(1)',
    clarify,
    ['CDD']
  ),
  DPPL: spec('Difference in positive proportions in predicted labels', 'difference', 'zero', 'q̂_a − q̂_d', clarify),
  DI: spec('Disparate impact', 'ratio', 'one', 'q̂_d / q̂_a', clarify),
  DCAcc: spec('Difference in conditional acceptance', 'difference', 'zero', 'n_a(1)/n̂_a(1) − n_d(1)/n̂_d(1)', clarify, ['DCA']),
  DCR: spec('Difference in conditional rejection', 'difference', 'zero', 'n_d(0)/n̂_d(0) − n_a(0)/n̂_a(0)', clarify),
  SD: spec('Specificity difference', 'difference', 'zero', 'TNR_d − TNR_a', clarify),
  RD: spec('Recall difference', 'difference', 'zero', 'TPR_a − TPR_d', clarify),
  DAR: spec('Difference in acceptance rates', 'difference', 'zero', 'TP_a/n̂_a(1) − TP_d/n̂_d(1)', clarify),
  DRR: spec('Difference in rejection rates', 'difference', 'zero', 'TN_d/n̂_d(0) − TN_a/n̂_a(0)', clarify),
  AD: spec('Accuracy difference', 'difference', 'zero', 'ACC_a − ACC_d', clarify),
  CDDPL: spec('Conditional demographic disparity in predicted labels', 'difference', 'zero', 'as CDDL, on decisions', clarify),
  FT: spec(
    'Counterfactual fliptest',
    'index',
    'zero',
    '(F⁺ − F⁻) / n_d, F⁺ those whose 5 nearest others were favoured while they were not',
    clarify
  ),
  FT_smclarify: spec('Counterfactual fliptest, sign of the code', 'index', 'zero', '(F⁻ − F⁺) / n_d', 'smclarify code, metric FT')
} as const

const DATA = {
  rows: spec('Rows', 'count', 'none', 'n', 'count'),
  share: spec('Share of rows', 'proportion', 'none', 'n_g / n', 'count'),
  label_known: spec('Labels known', 'proportion', 'high', 'P(label known | group, decision)', 'count')
} as const

/** Bounds that hold whatever the missing labels are. */
const LABEL_BOUNDS = {
  tpr_bound: spec(
    'True positive rate, bound',
    'proportion',
    'high',
    'TP / (TP + FN + m₀) and (TP + m₁) / (TP + m₁ + FN), m₀ rejected and m₁ selected without a label',
    'Manski 1989, J. Human Resources 24(3)'
  ),
  ppv_bound: spec(
    'Positive predictive value, bound',
    'proportion',
    'high',
    'TP / selected and (TP + m₁) / selected, m₁ selected without a label',
    'Manski 1989, J. Human Resources 24(3)'
  )
} as const

/** The four-fifths rule's companions (29 CFR 1607.4(D) and practice). */
const FOUR_FIFTHS = {
  shortfall: spec('Shortfall', 'count', 'zero', 'n_g·p_pooled − selected_g', 'OFCCP practice; Morris & Dunleavy 2017'),
  standard_deviations: spec(
    'Standard deviations (2-SD rule)',
    'score',
    'zero',
    '(p_g − p_r) / √(p(1−p)(1/n_g + 1/n_r))',
    'Hazelwood School District v. United States, 433 U.S. 299 (1977)'
  ),
  flip_one: spec(
    'Ratio after one more selection',
    'ratio',
    'one',
    '((k_g + 1)/n_g) / ((k_r − 1)/n_r)',
    '29 CFR 1607.4(D); UGESP Questions and Answers 21'
  ),
  scoring_rate: spec('Scoring rate', 'proportion', 'none', 'share above the median score of the full sample', '6 RCNY 5-300'),
  scoring_rate_ratio: spec('Impact ratio of scoring rates', 'ratio', 'one', 'scoring rate / highest scoring rate', '6 RCNY 5-300')
} as const

const COMPARED = { ...COMPARISONS, ...ODDS, scoring_rate_ratio: FOUR_FIFTHS.scoring_rate_ratio }

/** Comparisons of rates of two groups or of the extremes, which bounds over the rows of unknown groups go with. */
export type ComparedId = keyof typeof COMPARED
export type UnknownBoundId = `${ComparedId}_bound`

const UNKNOWN_BOUNDS = Object.fromEntries(
  Object.entries<MetricSpec>(COMPARED).map(([id, { name, unit, toward }]) => [
    `${id}_bound`,
    spec(
      `${name}, bound`,
      unit,
      toward,
      'its value when the unknown rows belong to the groups compared so as to move it most',
      'Manski 1989, J. Human Resources 24(3)'
    )
  ])
) as Record<UnknownBoundId, MetricSpec>

export const isUnknownBound = (metric: string): metric is UnknownBoundId => metric in UNKNOWN_BOUNDS

/** The comparison that a bound over the unknown rows goes with. */
export const comparedBy = (bound: UnknownBoundId): ComparedId => bound.slice(0, -'_bound'.length) as ComparedId

export const FAIRNESS = {
  ...DATA,
  ...RATES,
  ...COMPARISONS,
  ...COMPOSITES,
  ...SCORES,
  ...REGRESSION,
  ...ODDS,
  ...ENTROPY,
  ...STRATIFIED,
  ...CLARIFY,
  ...LABEL_BOUNDS,
  ...FOUR_FIFTHS,
  ...UNKNOWN_BOUNDS
}
