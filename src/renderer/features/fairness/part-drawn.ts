import { count } from '../../../shared/words/format'

/** Where a picture has room for some of the gaps only; empty where it shows all. */
export const partDrawn = (drawn: number, of: number): string =>
  drawn === of ? '' : `The ${count(drawn)} widest gaps of ${count(of)} are drawn; the table has all of them. `
