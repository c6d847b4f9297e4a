import { spec, type MetricSpec } from './spec'

const siddiqi = 'Siddiqi 2006, Credit Risk Scorecards; law: noncentral χ², section 8'
const bins = 'p, q: shares of the reference and of the current rows in the same bins'

const BINNED = {
  psi: spec('Population stability index', 'index', 'zero', `Σ(q − p) ln(q/p); ${bins}, empty shares raised to 0.0001`, siddiqi, [
    'csi',
    'population_stability_index',
    'characteristic_stability_index'
  ]),
  psi_evidently: spec(
    'Population stability index, Evidently’s bins',
    'index',
    'zero',
    'Σ(q − p) ln(q/p) over Sturges’ equal widths of both samples together; over values where the reference has 20 or fewer',
    'Evidently 0.7, get_binned_data'
  ),
  psi_validmind: spec(
    'Population stability index, ValidMind’s bins',
    'index',
    'zero',
    'Σ(q − p) ln(q/p) over ten equal widths of both samples together; bins empty in one sample are left out',
    'ValidMind, PopulationStabilityIndex, mode fixed'
  ),
  kl_divergence: spec('Kullback–Leibler divergence', 'index', 'zero', `Σ q ln(q/p), in nats; ${bins}`, 'Kullback & Leibler 1951', [
    'kullback_leibler'
  ]),
  js_distance: spec('Jensen–Shannon distance, base 2', 'index', 'zero', `√(JS/ln 2); ${bins}`, 'Lin 1991; Endres & Schindelin 2003', [
    'jensen_shannon'
  ]),
  js_distance_e: spec('Jensen–Shannon distance, base e', 'index', 'zero', `√JS; ${bins}`, 'Lin 1991; Evidently, scipy'),
  js_divergence: spec('Jensen–Shannon divergence, base 2', 'index', 'zero', `JS/ln 2; ${bins}`, 'Lin 1991'),
  js_divergence_e: spec(
    'Jensen–Shannon divergence, base e',
    'index',
    'zero',
    `½Σ p ln(2p/(p + q)) + ½Σ q ln(2q/(p + q)); ${bins}`,
    'Lin 1991'
  ),
  hellinger_distance: spec('Hellinger distance', 'index', 'zero', `√(½Σ(√p − √q)²); ${bins}`, 'Hellinger 1909', ['hellinger']),
  tv_distance: spec('Total variation distance', 'index', 'zero', `½Σ|p − q|; ${bins}`, 'half the L1 distance', ['total_variation']),
  linf_distance: spec('Largest change of a share', 'index', 'zero', `max|p − q|; ${bins}`, 'L∞ distance; Vertex AI Model Monitoring', [
    'l_infinity'
  ]),
  chi_square_statistic: spec(
    'Chi-square statistic',
    'index',
    'zero',
    'Σ(observed − expected)²/expected of the 2 × k table',
    'Pearson 1900'
  ),
  g_statistic: spec('G statistic', 'index', 'zero', '2Σ observed ln(observed/expected) of the 2 × k table', 'Wilks 1938'),
  cramers_v: spec('Cramér’s V', 'index', 'zero', '√(χ²/N) of the 2 × k table', 'Cramér 1946')
} as const

const SAMPLES = {
  ks_distance: spec('Kolmogorov–Smirnov distance', 'index', 'zero', 'max|F − G|, exact over all values', 'Kolmogorov 1933; Smirnov 1939', [
    'kolmogorov_smirnov'
  ]),
  wasserstein_distance: spec(
    'Wasserstein distance',
    'score',
    'zero',
    '∫|F − G| dx, in the unit of the column',
    'Vallender 1974, Theory Probab. Appl. 18(4)',
    ['earth_movers_distance']
  ),
  wasserstein_normalised: spec(
    'Wasserstein distance over the reference’s standard deviation',
    'index',
    'zero',
    '∫|F − G| dx / max(sd of the reference, 0.001), sd over n',
    'Evidently, wasserstein'
  ),
  energy_distance: spec('Energy distance', 'index', 'zero', '√(2∫(F − G)² dx)', 'Székely & Rizzo 2013, JSPI 143(8)'),
  cramer_von_mises: spec(
    'Cramér–von Mises statistic',
    'index',
    'zero',
    'T = nm/N² Σ(F − G)² over all N rows, half of each on either side of its value',
    'Anderson 1962, Ann. Math. Stat. 33(3); ties: Lockhart et al. 2007'
  ),
  anderson_darling: spec(
    'Anderson–Darling statistic',
    'index',
    'zero',
    '(A² − 1)/σ of two samples, mid-ranks',
    'Scholz & Stephens 1987, JASA 82(399)'
  ),
  probability_of_superiority: spec(
    'Probability that a current value exceeds a reference value',
    'proportion',
    'none',
    'P(X < Y) + ½P(X = Y); ½ without drift of location',
    'Mann & Whitney 1947'
  )
} as const

const CHANGES = {
  missing_rate_change: spec(
    'Change of the missing rate',
    'difference',
    'zero',
    'share missing now − in the reference',
    'difference of proportions'
  ),
  unseen_share: spec(
    'Share of unseen categories',
    'proportion',
    'zero',
    'current rows whose category the reference does not have / current rows with a value',
    'share of rows'
  ),
  drifted_share: spec(
    'Share of columns that drifted',
    'proportion',
    'low',
    'columns whose adjusted p of the primary distance is at most 1 − level / columns tested',
    'Benjamini & Hochberg 1995; Evidently’s drift share'
  )
} as const

/** Distances of one column between the reference and the current rows. */
export const DISTANCES = { ...BINNED, ...SAMPLES } as const
export type DistanceId = keyof typeof DISTANCES
export const DISTANCE_IDS = Object.keys(DISTANCES) as [DistanceId, ...DistanceId[]]

/** Those that only numbers have. */
export const isOfNumbers = (metric: DistanceId): boolean => metric in SAMPLES || metric === 'psi_validmind'

/** Those for which both samples are sorted as a whole. */
export const wantsAllOrdered = (metric: DistanceId): boolean => isOfNumbers(metric) && !QUICK.includes(metric)
const QUICK: readonly DistanceId[] = ['ks_distance', 'wasserstein_distance', 'wasserstein_normalised']

/** Those that look at the numbers themselves, not only at their bins. */
export const needsNumbers = (metric: DistanceId): boolean => isOfNumbers(metric) || metric === 'psi_evidently'

const TOGETHER = {
  domain_classifier_auc: spec(
    'AUC of a classifier of the part',
    'index',
    'none',
    'area under the ROC curve of boosted trees that tell current from reference rows, on held-out folds; ½ where they cannot',
    'Lopez-Paz & Oquab 2017; DeLong et al. 1988',
    ['domain_classifier']
  ),
  reconstruction_error: spec(
    'Reconstruction error of principal components',
    'score',
    'low',
    'mean ‖x − x̂‖ over rows, x̂ by the reference’s components with 65 % of its variance, columns standardised by the reference',
    'NannyML, data reconstruction'
  ),
  reconstruction_error_change: spec(
    'Change of the reconstruction error',
    'score',
    'zero',
    'mean now − mean in the reference',
    'NannyML; Welch 1947'
  )
} as const

const ATTRIBUTION = {
  attribution_ndcg: spec(
    'Order of attributions, NDCG',
    'index',
    'one',
    'Σ a(f at place i now)/log₂(i + 1) over the same in the reference’s order; a: mean absolute attribution in the reference',
    'SageMaker Clarify, feature attribution drift; Järvelin & Kekäläinen 2002',
    ['feature_attribution_drift']
  )
} as const

const CHANGING = {
  selection_rate: 'Selection rate',
  base_rate: 'Base rate',
  accuracy: 'Accuracy',
  tpr: 'True positive rate',
  fpr: 'False positive rate',
  ppv: 'Positive predictive value',
  selection_rate_ratio: 'Selection rate ratio'
} as const

const STEPS = {
  '': ['change', 'R now − R in the reference'],
  _mix: [
    'change by the mix of strata',
    '½Σ(w₁ − w₀)(r₀ + r₁) over strata that both parts have, w: shares among the rows of these; for a ratio the average of both orders'
  ],
  _model: [
    'change within strata',
    '½Σ(r₁ − r₀)(w₀ + w₁) over strata that both parts have, w: shares among the rows of these; for a ratio the average of both orders'
  ],
  _unmatched: ['change by strata of one part only', 'the change less its parts by mix and within strata']
} as const

type Changed = { [K in `${keyof typeof CHANGING}_change${keyof typeof STEPS}`]: MetricSpec }

const DECOMPOSITION = Object.fromEntries(
  Object.entries(CHANGING).flatMap(([rate, name]) =>
    Object.entries(STEPS).map(([step, [what, formula]]) => [
      `${rate}_change${step}`,
      spec(`${name}: ${what}`, 'difference', 'zero', formula, 'Kitagawa 1955, JASA 50(272); Oaxaca 1973')
    ])
  )
) as Changed

export const DRIFT = { ...DISTANCES, ...CHANGES, ...TOGETHER, ...ATTRIBUTION, ...DECOMPOSITION } as const
