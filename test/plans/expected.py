"""Expected figures of the audits of real data: python expected.py DATA_FOLDER > expected.json (numpy, pandas, scipy, pyarrow).

Plain re-computation from the source files, by the roles that the plans give; nothing of the product is used.
A probability of the unfavourable outcome counts as that of the favourable one, 1 - p. Keys: metric|group|reference. Only figures are committed, never rows.
"""
import json
import sys
import numpy as np
import pandas as pd
from scipy import stats

DATA = sys.argv[1]
T, F = True, False


def rates(frame):
    d, y = frame.get('d'), frame.get('y')
    out = {}
    if d is not None:
        out['selection_rate'] = d.mean()
    if y is not None:
        out['base_rate'] = y.dropna().astype(float).mean()
    if d is not None and y is not None:
        tp, fp, fn, tn = ((d == a) & (y == b) for a, b in ((T, T), (T, F), (F, T), (F, F)))
        tp, fp, fn, tn = tp.sum(), fp.sum(), fn.sum(), tn.sum()
        out |= {
            'tpr': tp / (tp + fn), 'fpr': fp / (fp + tn), 'fnr': fn / (tp + fn), 'ppv': tp / (tp + fp), 'npv': tn / (tn + fn),
            'accuracy': (tp + tn) / len(frame), 'f1': 2 * tp / (2 * tp + fp + fn),
            'mcc': (tp * tn - fp * fn) / np.sqrt(float(tp + fp) * (tp + fn) * (tn + fp) * (tn + fn)),
        }
    if 's' in frame:
        s = frame.s
        out['mean_score'] = s.mean()
        if y is not None:
            n1, n0 = (y == T).sum(), (y == F).sum()
            out['auc'] = (stats.rankdata(s)[(y == T).to_numpy()].sum() - n1 * (n1 + 1) / 2) / (n1 * n0)
        if y is not None and s.between(0, 1).all():
            out['brier'] = ((s - y.astype(float)) ** 2).mean()
            out['calibration_in_the_large'] = s.mean() - y.astype(float).mean()
    return {name: float(value) for name, value in out.items()}


def figures(frame, references):
    out = {f'{metric}|all|': value for metric, value in rates(frame).items()}
    for attribute, reference in references.items():
        groups = {name: rates(group) for name, group in frame.groupby(attribute)}
        held = groups[reference]
        for name, of in groups.items():
            for metric, value in of.items():
                out[f'{metric}|{name}|'] = value
                if name == reference or metric not in ('selection_rate', 'base_rate', 'tpr', 'fnr'):
                    continue
                out[f'{metric}_difference|{name}|{reference}'] = value - held[metric]
                if held[metric] > 0:
                    out[f'{metric}_ratio|{name}|{reference}'] = value / held[metric]
    return {key: value for key, value in out.items() if np.isfinite(value)}


def adult():
    d = pd.read_csv(f'{DATA}/adult/adult_test_scored.csv')
    race = d.race.replace({'Amer-Indian-Eskimo': 'Native American', 'Asian-Pac-Islander': 'Asian or Pacific Islander'})
    age = pd.cut(d.age, [-1, 24, 44, 64, 200], labels=['under 25', '25 to under 45', '45 to under 65', '65 or over']).astype(str)
    frame = pd.DataFrame({'sex': d.sex, 'race': race, 'age': age, 'd': d.score_onehot_xgb >= 0.5, 'y': d.y_true == 1, 's': d.score_onehot_xgb})
    return figures(frame, {'sex': 'Male', 'race': 'White'})


def hmda():
    d = pd.read_csv(f'{DATA}/hmda/hmda_test_preprocessed.zip')
    p = pd.read_csv(f'{DATA}/hmda/ph_glm_predictions.csv').phat
    race = pd.Series(None, index=d.index, dtype=object)
    for column, name in {'black': 'Black', 'asian': 'Asian', 'white': 'White', 'amind': 'Native American', 'hipac': 'Pacific Islander'}.items():
        race[d[column] == 1] = name
    two = lambda column, yes, no: d[column].map({1.0: yes, 0.0: no})
    frame = pd.DataFrame({'race': race, 'ethnicity': two('hispanic', 'Hispanic', 'Not Hispanic'), 'sex': two('male', 'Male', 'Female'),
                          'age': two('agegte62', '62 or over', 'Under 62'), 'd': p <= 0.15, 's': 1 - p})
    return figures(frame, {'race': 'White', 'ethnicity': 'Not Hispanic', 'sex': 'Male', 'age': 'Under 62'})


def stop_and_frisk():
    d = pd.read_csv(f'{DATA}/aequitas/nyc_sqf_for_aequitas.csv')
    race = {'AMER IND': 'Native American', 'ASIAN/PAC.ISL': 'Asian or Pacific Islander', 'BLACK': 'Black', 'BLACK HISPANIC': 'Black Hispanic',
            'WHITE': 'White', 'WHITE HISPANIC': 'White Hispanic'}
    frame = pd.DataFrame({'race': d.race.map(race), 'sex': d.sex.map({'FEMALE': 'Female', 'MALE': 'Male'}), 'y': d.label_value.map({0.0: True, 1.0: False})})
    return figures(frame, {'race': 'White', 'sex': 'Male'})


def credit_default():
    d = pd.read_csv(f'{DATA}/credit_default_taiwan/credit-card-clients.csv')
    frame = pd.DataFrame({'SEX': d.SEX.map({1: 'Male', 2: 'Female'}), 'MARRIAGE': d.MARRIAGE.map({1: 'Married', 2: 'Single', 3: 'Other'}),
                          'AGE': pd.cut(d.AGE, [0, 29, 39, 49, 59, 200], labels=['under 30', '30 to under 40', '40 to under 50', '50 to under 60', '60 or over']).astype(str),
                          'd': d.PAY_0 <= 1, 'y': d['default payment'] == 0})
    return figures(frame, {'SEX': 'Male', 'MARRIAGE': 'Married', 'AGE': '30 to under 40'})


def car_loan():
    d = pd.read_parquet(f'{DATA}/nannyml/monitoring_synthetic_car_loan.parquet')
    frame = pd.DataFrame({'salary_range': d.salary_range.replace({'20K - 20K €': '20K - 40K €'}), 'd': d.y_pred == 1, 'y': d.repaid == 1, 's': d.y_pred_proba})
    return figures(frame, {'salary_range': '60K+ €'})


ALL = {'adult': adult, 'car-loan': car_loan, 'credit-default': credit_default, 'hmda': hmda, 'stop-and-frisk': stop_and_frisk}
print(json.dumps({name: make() for name, make in ALL.items()}, indent=1, sort_keys=True, ensure_ascii=False))
