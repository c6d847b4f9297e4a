import type { Settings } from '../model/settings'

/** How numbers are written in the window: a matter of taste, never of a report. */
export type NumberStyle = Settings['numbers']

const BETWEEN_THREES = /(?<=\d)\u202f(?=\d)/g
const SEPARATOR = { 'thin-space': '\u202f', comma: ',', none: '' } as const

/** A number in print with the separator of thousands that its reader likes. */
export const styledNumber = (style: NumberStyle | undefined, text: string): string =>
  style === undefined || style.thousands === 'thin-space' ? text : text.replace(BETWEEN_THREES, SEPARATOR[style.thousands])
