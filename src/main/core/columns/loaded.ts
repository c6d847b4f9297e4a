import { AssayError } from '../../../shared/model/errors'
import type { LoadedColumn } from '../assessment'
import type { PlannedPart } from './planned-part'

export type Codes = Extract<LoadedColumn, { codes: unknown }>
export type Numbers = Extract<LoadedColumn, { numbers: unknown }>

const column = (input: PlannedPart, name: string): LoadedColumn => {
  const loaded = input.columns.get(name)
  if (loaded === undefined)
    throw new AssayError('plan/unknown-column', { column: name, where: `part ${input.part}`, known: [...input.columns.keys()].join(', ') })
  return loaded
}

export const codesOf = (input: PlannedPart, name: string): Codes => {
  const loaded = column(input, name)
  if (!('codes' in loaded)) throw new AssayError('internal/unexpected', { what: 'a column of codes was loaded as numbers' })
  return loaded
}

export const numbersOf = (input: PlannedPart, name: string): Numbers => {
  const loaded = column(input, name)
  if (!('numbers' in loaded)) throw new AssayError('internal/unexpected', { what: 'a column of numbers was loaded as codes' })
  return loaded
}
