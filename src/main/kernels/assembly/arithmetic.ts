// exp and log after fdlibm (Sun Microsystems 1993, freely usable): + − × ÷ only, so that every machine gives the same bits.

const LN2_HIGH: f64 = 6.93147180369123816490e-1
const LN2_LOW: f64 = 1.90821492927058770002e-10
/** Beyond these a double over- or underflows. */
const MOST: f64 = 708

/** e^x for |x| ≤ 708, at the nearer end of that range outside of it. */
export function exp(x: f64): f64 {
  const kept = min(MOST, max(-MOST, x))
  const k = nearest(kept * 1.44269504088896338700)
  const high = kept - k * LN2_HIGH, low = k * LN2_LOW, r = high - low, t = r * r
  const c = r - t * (1.66666666666666019037e-1 + t * (-2.77777777770155933842e-3 + t * (6.61375632143793436117e-5 + t * (-1.65339022054652515390e-6 + t * 4.13813679705723846039e-8))))
  const y = 1 - (low - (r * c) / (2 - c) - high)
  return y * reinterpret<f64>(<u64>(<i64>k + 1023) << 52)
}

/** ln x for normal x > 0. */
export function log(x: f64): f64 {
  const bits = reinterpret<u64>(x) + (0x3ff0000000000000 - 0x3fe6a09e00000000)
  const k = <f64>(<i64>(bits >> 52) - 1023)
  const f = reinterpret<f64>((bits & 0x000fffffffffffff) + 0x3fe6a09e00000000) - 1
  const half = 0.5 * f * f, s = f / (2 + f), z = s * s, w = z * z
  const odd = z * (6.666666666666735130e-1 + w * (2.857142874366239149e-1 + w * (1.818357216161805012e-1 + w * 1.479819860511658591e-1)))
  const even = w * (3.999999999940941908e-1 + w * (2.222219843214978396e-1 + w * 1.531383769920937332e-1))
  return s * (half + odd + even) + k * LN2_LOW - half + f + k * LN2_HIGH
}
