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

// The same operations in two lanes: the same bits.
@inline function two(x: f64): v128 { return f64x2.splat(x) }
@inline function plus(a: v128, b: v128): v128 { return f64x2.add(a, b) }
@inline function minus(a: v128, b: v128): v128 { return f64x2.sub(a, b) }
@inline function times(a: v128, b: v128): v128 { return f64x2.mul(a, b) }
/** b + x a */
@inline function term(b: f64, x: v128, a: v128): v128 { return plus(two(b), times(x, a)) }
/** At least `low`; NaN stays. */
@inline export function atLeast(x: v128, low: f64): v128 { return f64x2.pmax(x, two(low)) }
@inline export function atMost(x: v128, high: f64): v128 { return f64x2.pmin(x, two(high)) }

@inline export function expTwo(x: v128): v128 {
  const kept = atMost(atLeast(x, -MOST), MOST)
  const k = f64x2.nearest(times(kept, two(1.44269504088896338700)))
  const high = minus(kept, times(k, two(LN2_HIGH))), low = times(k, two(LN2_LOW)), r = minus(high, low), t = times(r, r)
  const odd = term(-1.65339022054652515390e-6, t, two(4.13813679705723846039e-8))
  const c = minus(r, times(t, term(1.66666666666666019037e-1, t, term(-2.77777777770155933842e-3, t, term(6.61375632143793436117e-5, t, odd)))))
  const y = minus(two(1), minus(minus(low, f64x2.div(times(r, c), minus(two(2), c))), high))
  // k as a whole number in the low bits of k + 1.5 × 2^52
  return times(y, i64x2.shl(i64x2.add(plus(k, two(6755399441055744)), i64x2.splat(1023)), 52))
}

@inline export function logTwo(x: v128): v128 {
  const bits = i64x2.add(x, i64x2.splat(0x3ff0000000000000 - 0x3fe6a09e00000000))
  // the exponent behind the leading bit of 2^52
  const k = minus(v128.or(i64x2.shr_u(bits, 52), i64x2.splat(0x4330000000000000)), two(4503599627371519))
  const f = minus(i64x2.add(v128.and(bits, i64x2.splat(0x000fffffffffffff)), i64x2.splat(0x3fe6a09e00000000)), two(1))
  const half = times(times(two(0.5), f), f), s = f64x2.div(f, plus(two(2), f)), z = times(s, s), w = times(z, z)
  const odd = times(z, term(6.666666666666735130e-1, w, term(2.857142874366239149e-1, w, term(1.818357216161805012e-1, w, two(1.479819860511658591e-1)))))
  const even = times(w, term(3.999999999940941908e-1, w, term(2.222219843214978396e-1, w, two(1.531383769920937332e-1))))
  return plus(plus(minus(plus(times(s, plus(plus(half, odd), even)), times(k, two(LN2_LOW))), half), f), times(k, two(LN2_HIGH)))
}
