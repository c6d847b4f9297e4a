const ISO = /^(\d{4})-(\d{2})-(\d{2})(?:[T ](\d{2}):(\d{2})(?::(\d{2})(?:[.,](\d{1,6}))?)?(Z)?)?$/
const DAY = 86_400_000_000

/** Days since 1970-01-01 in the proleptic Gregorian calendar (Hinnant, "chrono-compatible low-level date algorithms"). */
export function daysFromCivil(year: number, month: number, day: number): number {
  const y = month <= 2 ? year - 1 : year
  const era = Math.floor(y / 400)
  const yearOfEra = y - era * 400
  const dayOfYear = Math.floor((153 * (month + (month > 2 ? -3 : 9)) + 2) / 5) + day - 1
  return era * 146_097 + yearOfEra * 365 + Math.floor(yearOfEra / 4) - Math.floor(yearOfEra / 100) + dayOfYear - 719_468
}

/** Microseconds since 1970 in UTC, and whether only a day was given; undefined where the text is no ISO 8601 date or time, or no such day exists. */
export function parseIso(text: string): { microseconds: number; dayOnly: boolean } | undefined {
  const parts = ISO.exec(text.trim())
  if (parts === null) return undefined
  const at = (index: number): number => Number(parts[index] ?? 0)
  const days = daysFromCivil(at(1), at(2), at(3))
  if (isoDay(days) !== `${parts[1]}-${parts[2]}-${parts[3]}` || at(4) > 23 || at(5) > 59 || at(6) > 59) return undefined
  const seconds = (at(4) * 60 + at(5)) * 60 + at(6)
  return { microseconds: days * DAY + seconds * 1_000_000 + Number((parts[7] ?? '').padEnd(6, '0')), dayOnly: parts[4] === undefined }
}

/** 1970-01-01 for 0. */
export function isoDay(days: number): string {
  const z = days + 719_468
  const era = Math.floor(z / 146_097)
  const dayOfEra = z - era * 146_097
  const yearOfEra = Math.floor(
    (dayOfEra - Math.floor(dayOfEra / 1460) + Math.floor(dayOfEra / 36_524) - Math.floor(dayOfEra / 146_096)) / 365
  )
  const dayOfYear = dayOfEra - (365 * yearOfEra + Math.floor(yearOfEra / 4) - Math.floor(yearOfEra / 100))
  const shifted = Math.floor((5 * dayOfYear + 2) / 153)
  const month = shifted < 10 ? shifted + 3 : shifted - 9
  const year = yearOfEra + era * 400 + (month <= 2 ? 1 : 0)
  return `${digits(year, 4)}-${digits(month, 2)}-${digits(dayOfYear - Math.floor((153 * shifted + 2) / 5) + 1, 2)}`
}

/** 1970-01-01 00:00:00.000000 for 0; the fraction is left out where it is nought. */
export function isoTime(microseconds: number): string {
  const days = Math.floor(microseconds / DAY)
  const rest = microseconds - days * DAY
  const seconds = Math.floor(rest / 1_000_000)
  const fraction = rest - seconds * 1_000_000
  const clock = [Math.floor(seconds / 3600), Math.floor(seconds / 60) % 60, seconds % 60].map((part) => digits(part, 2)).join(':')
  return `${isoDay(days)} ${clock}${fraction === 0 ? '' : `.${digits(fraction, 6)}`}`
}

const digits = (value: number, width: number): string => String(value).padStart(width, '0')
