import { dateOf, dayOf } from '../../../shared/calendar'

const ISO = /^(\d{4})-(\d{2})-(\d{2})(?:[T ](\d{2}):(\d{2})(?::(\d{2})(?:[.,](\d{1,6}))?)?(Z)?)?$/
const DAY = 86_400_000_000

/** Microseconds since 1970 in UTC, and whether only a day was given; undefined where the text is no ISO 8601 date or time, or no such day exists. */
export function parseIso(text: string): { microseconds: number; dayOnly: boolean } | undefined {
  const parts = ISO.exec(text.trim())
  if (parts === null) return undefined
  const at = (index: number): number => Number(parts[index] ?? 0)
  const date = `${parts[1]}-${parts[2]}-${parts[3]}`
  const days = dayOf(date)
  if (dateOf(days) !== date || at(4) > 23 || at(5) > 59 || at(6) > 59) return undefined
  const seconds = (at(4) * 60 + at(5)) * 60 + at(6)
  return { microseconds: days * DAY + seconds * 1_000_000 + Number((parts[7] ?? '').padEnd(6, '0')), dayOnly: parts[4] === undefined }
}

/** 1970-01-01 00:00:00.000000 for 0; the fraction is left out where it is nought. */
export function isoTime(microseconds: number): string {
  const days = Math.floor(microseconds / DAY)
  const rest = microseconds - days * DAY
  const seconds = Math.floor(rest / 1_000_000)
  const fraction = rest - seconds * 1_000_000
  const clock = [Math.floor(seconds / 3600), Math.floor(seconds / 60) % 60, seconds % 60].map((part) => digits(part, 2)).join(':')
  return `${dateOf(days)} ${clock}${fraction === 0 ? '' : `.${digits(fraction, 6)}`}`
}

const digits = (value: number, width: number): string => String(value).padStart(width, '0')
