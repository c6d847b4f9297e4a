import { describe, it } from 'vitest'
import { betaQuantile, incompleteBeta } from '../../../../src/main/core/stats/beta'
import { binomialPmf } from './binomial'
import {
  chiSquareCdf,
  chiSquareUpper,
  chiSquareUpperQuantile,
  noncentralChiSquare,
  noncentralityFor
} from '../../../../src/main/core/stats/chi-square'
import { logGamma } from '../../../../src/main/core/stats/gamma'
import { hypergeometricAtLeast, hypergeometricCdf, hypergeometricPmf } from '../../../../src/main/core/stats/hypergeometric'
import { power, powerInteger } from '../../../../src/main/core/stats/math'
import { normalCdf, normalQuantile } from '../../../../src/main/core/stats/normal'
import { studentCdf, studentQuantile } from '../../../../src/main/core/stats/student-t'
import fixture from '../../../fixtures/stats/special.json'
import { close } from './close'

type Row = number[]
const rows = (name: keyof typeof fixture): Row[] => fixture[name]
const each = (name: keyof typeof fixture, relative: number, actual: (row: Row) => number): void => {
  for (const row of rows(name)) close(actual(row), row.at(-1)!, relative, `${name} ${row.join(' ')}`)
}

describe('special functions agree with 40-digit arithmetic', () => {
  it('normal', () => {
    each('normalCdf', 2e-14, ([z]) => normalCdf(z!))
    each('normalQuantile', 5e-14, ([p]) => normalQuantile(p!))
  })
  it('Student t', () => {
    each('studentCdf', 1e-12, ([t, v]) => studentCdf(t!, v!))
    each('studentQuantile', 1e-12, ([p, v]) => studentQuantile(p!, v!))
  })
  it('chi-square, central and noncentral', () => {
    for (const [x, v, low, high] of rows('chiSquare')) {
      close(chiSquareCdf(x!, v!), low!, 1e-12, `lower ${x} ${v}`)
      if (high! < 0.5) close(chiSquareUpper(x!, v!), high!, 1e-12, `upper ${x} ${v}`)
    }
    each('chiSquareUpperQuantile', 1e-12, ([a, v]) => chiSquareUpperQuantile(a!, v!))
    each('noncentral', 1e-11, ([x, v, lambda]) => noncentralChiSquare(x!, v!, lambda!).lower)
    close(noncentralityFor(20, 9, noncentralChiSquare(20, 9, 8).lower), 8, 1e-10)
  })
  it('beta', () => {
    each('incompleteBeta', 1e-12, ([a, b, x]) => incompleteBeta(a!, b!, x!).lower)
    each('betaQuantile', 1e-12, ([p, a, b]) => betaQuantile(p!, a!, b!))
  })
  it('binomial and hypergeometric up to 10 million', () => {
    for (const [k, n, p, pmf] of rows('binomial')) {
      close(binomialPmf(k!, n!, p!), pmf!, 1e-12, `pmf ${k} ${n}`)
    }
    for (const [k, total, marked, drawn, pmf, cdf] of rows('hypergeometric')) {
      const urn = { total: total!, marked: marked!, drawn: drawn! }
      close(hypergeometricPmf(k!, urn), pmf!, 1e-12, `pmf ${k} ${total}`)
      close(hypergeometricCdf(k!, urn), cdf!, 1e-11, `cdf ${k} ${total}`)
      close(hypergeometricAtLeast(k! + 1, urn), 1 - cdf!, 1e-11, `tail ${k} ${total}`)
    }
  })
  it('log gamma and powers', () => {
    each('logGamma', 1e-13, ([x]) => logGamma(x!))
    close(powerInteger(0.9, 50), 0.0051537752073201133, 1e-15 * 60)
    close(power(2, 0.3), 1.2311444133449163, 1e-15)
    close(power(2.5, -3), 0.064, 1e-15)
  })
})
