/**
 * Kendall's tau-b of two lists of the same items (Kendall 1945): 1 where both order them alike, −1 where opposite, NaN where one list has a
 * single value.
 */
export function kendallTau(a: ArrayLike<number>, b: ArrayLike<number>): number {
  let [agree, tiedA, tiedB] = [0, 0, 0]
  for (let i = 0; i < a.length; i++)
    for (let j = 0; j < i; j++) {
      const [x, y] = [Math.sign(a[i]! - a[j]!), Math.sign(b[i]! - b[j]!)]
      agree += x * y
      tiedA += x === 0 ? 0 : 1
      tiedB += y === 0 ? 0 : 1
    }
  return agree / Math.sqrt(tiedA * tiedB)
}
