import { spec } from './spec'

const shap = 'Lundberg & Lee 2017, NeurIPS; Lundberg et al. 2020, Nature Machine Intelligence 2'
const permutation = 'Breiman 2001, Machine Learning 45; Fisher, Rudin & Dominici 2019, JMLR 20(177)'

/** Numbers about why a model gives the scores it gives. Contributions are in units of the margin. */
export const EXPLANATION = {
  scores_reproduced: spec(
    'Logged scores that the model file gives again',
    'proportion',
    'high',
    'rows with |computed − logged| within the tolerance / rows with a logged score',
    'comparison row by row'
  ),
  largest_score_difference: spec(
    'Largest difference from a logged score',
    'score',
    'zero',
    'max |computed − logged|',
    'comparison row by row'
  ),
  mean_absolute_contribution: spec('Mean absolute contribution', 'score', 'none', 'Σ|φ_j| / n, in units of the margin', shap, [
    'shap_importance'
  ]),
  contribution_share: spec('Share of contributions', 'proportion', 'none', 'mean|φ_j| / Σ_k mean|φ_k|', shap),
  additivity_residual: spec('Additivity residual', 'score', 'zero', 'max |margin − bias − Σφ| over the rows', shap),
  contribution_error: spec(
    'Largest standard error of a contribution',
    'score',
    'zero',
    'max over rows and features; 0 where contributions are exact',
    'Covert & Lee 2021, AISTATS'
  ),
  model_loss: spec(
    'Loss of the model',
    'score',
    'low',
    'the plan’s loss over the rows with an outcome',
    'arithmetic mean; AUC: DeLong et al. 1988'
  ),
  permutation_importance: spec('Permutation importance', 'score', 'none', 'loss with the feature permuted − loss', permutation),
  permutation_importance_conditional: spec(
    'Conditional permutation importance',
    'score',
    'none',
    'loss with the feature permuted within subgroups that the other features tell apart − loss',
    'Molnar et al. 2023, Data Mining and Knowledge Discovery'
  ),
  gain_share: spec(
    'Share of the model’s own gain',
    'proportion',
    'none',
    'gain_j / Σ gain; gain of a split: w_l w_r (m_l − m_r)² / (w_l + w_r), from the covers w and mean leaf values m of its branches',
    'reduction of squared error, Breiman et al. 1984, Classification and Regression Trees'
  ),
  agreement_contribution_permutation: spec(
    'Agreement of contributions and permutation',
    'index',
    'one',
    'Kendall’s τ_b of mean|φ| and permutation importance',
    'Kendall 1945, Biometrika 33'
  ),
  agreement_contribution_gain: spec(
    'Agreement of contributions and gain',
    'index',
    'one',
    'Kendall’s τ_b of mean|φ| and gain',
    'Kendall 1945, Biometrika 33'
  ),
  agreement_permutation_gain: spec(
    'Agreement of permutation and gain',
    'index',
    'one',
    'Kendall’s τ_b of permutation importance and gain',
    'Kendall 1945, Biometrika 33'
  ),
  margin_gap: spec('Gap of mean margins', 'difference', 'zero', 'mean margin(g) − mean margin(r)', 'Welch 1947, Biometrika 34'),
  margin_gap_contribution: spec(
    'Part of the gap attributed to a feature',
    'difference',
    'zero',
    'mean φ_j(g) − mean φ_j(r); they add up to the gap',
    shap
  ),
  monotonicity_violations: spec(
    'Rows against the declared direction',
    'proportion',
    'low',
    'share of rows whose response moves against the direction between neighbouring places: a value of every stretch between the model’s cuts (up to 200, then quantiles), or places of the grid',
    'individual conditional expectations, Goldstein et al. 2015, JCGS 24(1)'
  ),
  reason_coverage: spec(
    'Declines with stated reasons',
    'proportion',
    'high',
    'share of unfavourable decisions whose principal features all have a reason in the plan',
    '12 CFR 1002.9(b)(2)'
  ),
  reason_missing: spec(
    'Declines without an adverse contribution',
    'proportion',
    'low',
    'share of unfavourable decisions without any adverse contribution',
    '12 CFR 1002.9(b)(2)'
  ),
  first_reason_changes: spec(
    'First reason changes',
    'proportion',
    'low',
    'share of unfavourable decisions whose first reason differs between halves of the background',
    'resampled backgrounds'
  ),
  reason_set_changes: spec(
    'Set of reasons changes',
    'proportion',
    'low',
    'share of unfavourable decisions whose set of stated reasons differs between halves of the background',
    'resampled backgrounds'
  ),
  reason_frequency: spec(
    'Frequency of a reason',
    'proportion',
    'none',
    'share of unfavourable decisions of which it is a principal reason',
    '12 CFR 1002.9(b)(2)'
  ),
  proxy_auc: spec(
    'How well a feature tells a group',
    'index',
    'none',
    'AUC of the feature for group against reference; 0.5 tells nothing',
    'DeLong et al. 1988, Biometrics 44(3)'
  ),
  proxy_information: spec(
    'Information of a feature about an attribute',
    'index',
    'zero',
    'I(x_j; A) / H(A), x_j in ten bins of equal count or by category',
    'Cover & Thomas 2006, §2.3 (uncertainty coefficient, Theil 1970)',
    ['normalised_mutual_information']
  ),
  joint_proxy_auc: spec(
    'How well all features tell a group',
    'index',
    'none',
    'mean AUC of logistic regressions of group against reference, each fitted on one half and held against the other; limits of a single half, since halves hang together',
    'DeLong et al. 1988; Chernozhukov et al. 2018 (cross-fitting)'
  ),
  neutralised_impact_ratio: spec(
    'Impact ratio with a feature neutralised',
    'ratio',
    'one',
    'selection rates at the same number selected, the feature set to its background median or mode',
    'group fairness as a ratio'
  ),
  model_impact_ratio: spec(
    'Impact ratio of the model’s scores',
    'ratio',
    'one',
    'selection rate(g) / selection rate(r) at the plan’s cut-off of the model’s response',
    'group fairness as a ratio'
  ),
  cohort_contribution_share: spec(
    'Share of contributions in a cohort',
    'proportion',
    'none',
    'mean|φ_j| / Σ_k mean|φ_k| over the cohort’s rows; linearised ratio of means',
    `${shap}; Särndal, Swensson & Wretman 1992, §5.6`
  ),
  cohort_share_difference: spec(
    'Difference of a share of contributions from the first cohort’s',
    'difference',
    'zero',
    'share_j(cohort) − share_j(first cohort)',
    'Särndal, Swensson & Wretman 1992, §5.6; Welch 1947, Biometrika 34'
  ),
  contribution_distance: spec(
    'Distance between two models’ contributions',
    'score',
    'zero',
    'Σ_j |φ_j(champion) − φ_j(challenger)|, mean over the rows',
    shap
  ),
  contribution_agreement: spec(
    'Agreement of two models’ importances',
    'index',
    'one',
    'Kendall’s τ_b of mean|φ| over the features of both',
    'Kendall 1945, Biometrika 33'
  )
} as const
