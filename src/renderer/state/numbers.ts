import { count } from '../../shared/words/format'
import { styledNumber } from '../../shared/words/number-style'
import { useSettings } from './settings'

/** Whole numbers as this user likes them. */
export function useCount(): (n: number) => string {
  const style = useSettings((state) => state.settings.numbers)
  return (n) => styledNumber(style, count(n))
}
