import { METRICS } from '../../shared/model/metrics'

const SHARES = ['share of the group']
const PROPORTIONS = new Set([...SHARES, ...Object.values(METRICS).flatMap(({ name, unit }) => (unit === 'proportion' ? [name] : []))])

/** Whether what an axis names is a share of a whole: percentages everywhere. */
export const isProportion = (title: string): boolean => PROPORTIONS.has(title)
