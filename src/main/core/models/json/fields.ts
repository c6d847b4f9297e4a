import { damaged } from '../fault'
import type { Json, JsonArray, JsonObject } from './value'

/** A value of a file with the path that leads to it, so that a fault can say where it is. */
export type Field = { value: Json | undefined; at: string }

export const rootField = (value: Json): Field => ({ value, at: 'the file' })

export function object(field: Field): JsonObject {
  return field.value instanceof Map ? field.value : damaged(field.at, 'is no object')
}

export function array(field: Field): JsonArray {
  return Array.isArray(field.value) ? (field.value as JsonArray) : damaged(field.at, 'is no array')
}

const join = (at: string, key: string): string => (at === 'the file' ? key : `${at}.${key}`)

/** The field `key` of an object; its value is undefined where there is none. */
export const member = (field: Field, key: string): Field => ({ value: object(field).get(key), at: join(field.at, key) })

export const has = (field: Field, key: string): boolean => object(field).has(key)

export const items = (field: Field): Field[] => array(field).map((value, i) => ({ value, at: `${field.at}[${i}]` }))

export function text(field: Field): string {
  return typeof field.value === 'string' ? field.value : damaged(field.at, 'is no text')
}

export function number(field: Field): number {
  return typeof field.value === 'number' ? field.value : damaged(field.at, 'is no number')
}

/** A whole number from `least` to `most`, also where it is written as text. */
export function whole(field: Field, least: number, most: number): number {
  const value = typeof field.value === 'string' && /^-?\d{1,15}$/.test(field.value) ? Number(field.value) : field.value
  if (typeof value !== 'number' || !Number.isInteger(value)) return damaged(field.at, 'is no whole number')
  return value < least || value > most ? damaged(field.at, `is ${value}, not between ${least} and ${most}`) : value
}

/** Numbers (booleans count as 0 and 1), `length` of them where it is given. */
export function numbers(field: Field, length?: number): Float64Array {
  const list = array(field)
  if (length !== undefined && list.length !== length) damaged(field.at, `has ${list.length} entries where ${length} are needed`)
  const out = new Float64Array(list.length)
  for (let i = 0; i < list.length; i++) {
    const value = list[i]
    if (typeof value !== 'number' && typeof value !== 'boolean') damaged(`${field.at}[${i}]`, 'is no number')
    out[i] = Number(value)
  }
  return out
}

/** The same of whole numbers alone, so that nothing is cut to one unseen. */
export function wholes(field: Field, length?: number): Float64Array {
  const out = numbers(field, length)
  const at = out.findIndex((value) => !Number.isInteger(value))
  return at < 0 ? out : damaged(`${field.at}[${at}]`, 'is no whole number')
}

export const texts = (field: Field): string[] => items(field).map(text)

/** A number written as text, as in "5E-1". */
export function numberOfText(spelling: string, at: string): number {
  const value = /^[+-]?(\d+\.?\d*|\.\d+)([eE][+-]?\d+)?$/.test(spelling.trim()) ? Number(spelling) : NaN
  return Number.isFinite(value) ? value : damaged(at, `is ${JSON.stringify(spelling.slice(0, 40))}, not a number`)
}
