import type { Link } from './model'

export const logistic = (x: number): number => {
  if (x >= 0) return 1 / (1 + Math.exp(-x))
  const e = Math.exp(x)
  return e / (1 + e)
}

/** log(p / (1 − p)). */
export const logit = (p: number): number => Math.log(p) - Math.log1p(-p)

/** Raw margins to responses: one array an output in, one array an output out (new arrays). */
export function respond(link: Link, raw: readonly Float64Array[]): Float64Array[] {
  switch (link.kind) {
    case 'identity':
      return raw.map((margin) => margin.slice())
    case 'softmax':
      return softmax(raw)
    case 'logistic':
      return raw.map((margin) => margin.map((x) => logistic(link.scale * x)))
    case 'one-vs-all': {
      const each = raw.map((margin) => margin.map((x) => logistic(link.scale * x)))
      return link.normalized ? shares(each) : each
    }
    case 'exp':
      return raw.map((margin) => margin.map(Math.exp))
    case 'softplus':
      return raw.map((margin) => margin.map((x) => (x > 0 ? x + Math.log1p(Math.exp(-x)) : Math.log1p(Math.exp(x)))))
    case 'signed-square':
      return raw.map((margin) => margin.map((x) => Math.sign(x) * x * x))
    case 'step':
      return raw.map((margin) => margin.map((x) => (x > 0 ? 1 : 0)))
  }
}

function softmax(raw: readonly Float64Array[]): Float64Array[] {
  const most = (raw[0] ?? new Float64Array(0)).map((_, row) => raw.reduce((high, margin) => Math.max(high, margin[row]!), -Infinity))
  return shares(raw.map((margin) => margin.map((x, row) => Math.exp(x - most[row]!))))
}

function shares(parts: readonly Float64Array[]): Float64Array[] {
  const total = (parts[0] ?? new Float64Array(0)).map((_, row) => parts.reduce((sum, part) => sum + part[row]!, 0))
  return parts.map((part) => part.map((x, row) => x / total[row]!))
}
