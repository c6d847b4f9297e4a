import { spec, type MetricSpec } from './spec'

/** Metrics whose change against the reference part has no id yet. */
const CHANGED = {
  balanced_accuracy: 'Balanced accuracy',
  f1: 'F1',
  mcc: 'Matthews correlation',
  brier: 'Brier score',
  log_loss: 'Log loss',
  calibration_in_the_large: 'Calibration in the large',
  calibration_slope: 'Calibration slope',
  calibration_intercept: 'Calibration intercept',
  average_precision: 'Average precision',
  mae: 'Mean absolute error',
  rmse: 'Root mean squared error'
} as const

type Changes = { [K in keyof typeof CHANGED as `${K}_difference`]: MetricSpec }

const CHANGES = Object.fromEntries(
  Object.entries(CHANGED).map(([id, name]) => [
    `${id}_difference`,
    spec(`${name} difference`, 'difference', 'zero', `${id}(part) − ${id}(reference)`, 'change of a measure between two sets of rows')
  ])
) as Changes

const cbpe = 'NannyML: confidence-based performance estimation; scores calibrated on the reference by isotonic regression'
const sampling = 'sampling error only, blind to concept drift'
const rivers = 'Montiel et al. 2021, JMLR 22(110): river'

const recalibrated = 'Cox 1958, Biometrika 45; Miller et al. 1993, Statistics in Medicine 12'

/** Numbers about performance over time, beyond those that groups have too. */
export const PERFORMANCE = {
  average_precision: spec(
    'Average precision',
    'index',
    'high',
    'Σ (R_k − R_{k−1})·P_k over distinct scores',
    'Boyd, Eng & Page 2013, ECML PKDD; no interpolation'
  ),
  calibration_slope: spec(
    'Calibration slope',
    'index',
    'one',
    'b of logit P(Y=1) = a + b·logit(p), by maximum likelihood; under 1: scores too extreme',
    recalibrated,
    ['recalibration_slope']
  ),
  calibration_intercept: spec(
    'Calibration intercept',
    'index',
    'zero',
    'a of the same fit; a 0 and b 1 where scores are calibrated',
    recalibrated,
    ['recalibration_intercept']
  ),
  ...CHANGES,
  windows_outside_expected: spec(
    'Windows outside the expected range',
    'count',
    'zero',
    'windows outside mean ± t(k−1)·s·√(1 + 1/k) of the k reference windows',
    'limits for one further observation, Hahn & Meeker 1991'
  ),
  windows_outside_nannyml: spec(
    "Windows outside NannyML's thresholds",
    'count',
    'zero',
    'windows outside mean ± 3·sd (ddof 0) of the reference windows, cut at the limits of the metric',
    'NannyML, StandardDeviationThreshold'
  ),
  change_points: spec('Change points', 'count', 'zero', 'places in the stream of errors at which the detector fires', rivers),
  false_alarm_run_length: spec(
    'Rows to a false alarm',
    'count',
    'high',
    'rows / alarms of the detector on the reference stream in drawn order, where nothing changes',
    'average run length, Page 1954'
  ),
  cbpe_accuracy: spec('Accuracy, estimated without labels', 'proportion', 'high', `Σ(D·p + (1−D)(1−p)) / n; ${sampling}`, cbpe),
  cbpe_ppv: spec('Positive predictive value, estimated without labels', 'proportion', 'high', `ΣD·p / ΣD; ${sampling}`, cbpe),
  cbpe_tpr: spec('True positive rate, estimated without labels', 'proportion', 'high', `ΣD·p / Σp; ${sampling}`, cbpe),
  cbpe_f1: spec('F1, estimated without labels', 'index', 'high', `2ΣD·p / (ΣD + Σp); ${sampling}`, cbpe),
  cbpe_auc: spec(
    'AUC, estimated without labels',
    'index',
    'high',
    `P(s_i > s_j) + ½P(s_i = s_j), rows i weighted by p, j by 1 − p; ${sampling}`,
    cbpe
  )
} as const
