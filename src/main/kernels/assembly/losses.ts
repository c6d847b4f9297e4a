// Losses row by row: core/explain/importance/losses.ts says the same.
import { atLeast, atMost, exp, expTwo, log, logTwo } from './arithmetic'

const EPSILON: f64 = 2.220446049250313e-16

/** −ln of it */
const MOST_MARGIN_LOSS: f64 = 36.04365338911715

const LOG_LOSS: u32 = 0
const BRIER: u32 = 1
const ERROR: u32 = 2
const SQUARED: u32 = 3

@inline function logistic(x: f64): f64 {
  const e = exp(-abs(x))
  return (x >= 0 ? 1 : e) / (1 + e)
}

function logLoss(p: f64, y: f64): f64 {
  const kept = min(1 - EPSILON, max(EPSILON, p))
  return -log(y == 1 ? kept : 1 - kept)
}

/** The same of the logistic of a margin, which needs no division: ln(1 + e^−m), kept as far from 0 and ∞ as probabilities are from 1 and 0. */
function marginLogLoss(x: f64, y: f64): f64 {
  const m = y == 1 ? x : -x
  return min(MOST_MARGIN_LOSS, max(EPSILON, max(0, -m) + log(1 + exp(-abs(m)))))
}

/** Loss of the response to `x` (`link`: its logistic) against an outcome; NaN where that is. */
export function loss(kind: u32, link: bool, x: f64, y: f64): f64 {
  if (y != y) return y
  if (kind == LOG_LOSS && link) return marginLogLoss(x, y)
  const p = link ? logistic(x) : x
  if (kind == LOG_LOSS) return logLoss(p, y)
  if (kind == ERROR) return (p > 0.5) == (y == 1) ? 0 : 1
  const apart = p - y
  return kind == BRIER || kind == SQUARED ? apart * apart : abs(apart)
}

/** Losses of two responses against a known outcome: the bits of `loss`. */
@inline export function twoLosses(kind: u32, link: bool, x: v128, y: f64): v128 {
  if (kind == LOG_LOSS && link) {
    const away = y == 1 ? f64x2.neg(x) : x
    const sum = f64x2.add(atLeast(away, 0), logTwo(f64x2.add(f64x2.splat(1), expTwo(f64x2.neg(f64x2.abs(x))))))
    return atMost(atLeast(sum, EPSILON), MOST_MARGIN_LOSS)
  }
  const first = loss(kind, link, f64x2.extract_lane(x, 0), y)
  return f64x2.replace_lane(f64x2.splat(first), 1, loss(kind, link, f64x2.extract_lane(x, 1), y))
}
