// Exact Shapley values of trees: see core/explain/trees. Compiled by asc during set-up (launch/setup.mjs).
export { encode } from './encode'
export { accumulate, count } from './accumulate'
export { build } from './build'
export { predict } from './predict'
export { quadrature } from './quadrature'
export { pairs } from './pairs'
export { moved } from './moved'
