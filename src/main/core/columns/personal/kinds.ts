import { dni, iban, luhn, nir, pesel, taxNumberOfGermany } from './checksums'

/** What a value may be. */
export type PersonalKind = 'e-mail' | 'phone' | 'bank account' | 'payment card' | 'national id' | 'name'

const EMAIL = /^[A-Za-z0-9._%+'-]{1,64}@[A-Za-z0-9-]+(\.[A-Za-z0-9-]+)*\.[A-Za-z]{2,24}$/
const PHONE = /^(\+|00)?[0-9(][0-9 ()./-]{5,19}[0-9]$/
const LOOKS_LIKE_A_DATE = /^\d{1,4}[./-]\d{1,2}[./-]\d{1,4}([ T].*)?$/
const IBAN = /^[A-Z]{2}\d{2}( ?[A-Z0-9]){11,30}$/
const CARD = /^[3-6]\d{3}([ -]?\d){9,15}$/
const NAME = /^\p{Lu}[\p{L}'’.-]+(,? \p{Lu}[\p{L}'’.-]*){1,3}$/u

const digits = (text: string): string => text.replace(/\D/g, '')

/** Numbers of persons by their form and, where they have one, their check digit. */
const NATIONAL: readonly ((text: string) => boolean)[] = [
  (text) => /^(?!000|666|9)\d{3}-(?!00)\d{2}-(?!0000)\d{4}$/.test(text),
  (text) => /^(?!BG|GB|NK|KN|TN|NT|ZZ)[A-CEGHJ-PR-TW-Z][A-CEGHJ-NPR-TW-Z] ?\d{2} ?\d{2} ?\d{2} ?[A-D]$/.test(text),
  (text) => /^\d{8}-?[A-Z]$/.test(text) && dni(text),
  (text) => /^[A-Z]{6}\d{2}[A-EHLMPR-T]\d{2}[A-Z]\d{3}[A-Z]$/.test(text),
  (text) => /^[12] ?\d{2} ?(0[1-9]|1[0-2]|20) ?(\d{2}|2[AB]) ?\d{3} ?\d{3} ?\d{2}$/.test(text) && nir(text),
  (text) => /^\d{2}(0[1-9]|1[0-2]|2[1-9]|3[0-2])(0[1-9]|[12]\d|3[01])\d{5}$/.test(text) && pesel(text),
  (text) => /^[1-9]\d{10}$/.test(text) && taxNumberOfGermany(text),
  (text) => /^(19|20)?\d{2}(0[1-9]|1[0-2])(0[1-9]|[12]\d|3[01])[-+]\d{4}$/.test(text) && luhn(digits(text).slice(-10))
]

/** Digits alone are an id or a quantity as likely as a number to call. */
function phone(text: string): boolean {
  const n = digits(text).length
  return n >= 7 && n <= 15 && /[ ()./+-]/.test(text) && !/^-|\.\d+$/.test(text) && PHONE.test(text) && !LOOKS_LIKE_A_DATE.test(text)
}

const TESTS: readonly [PersonalKind, (text: string) => boolean][] = [
  ['e-mail', (text) => EMAIL.test(text)],
  ['bank account', (text) => IBAN.test(text) && iban(text)],
  ['payment card', (text) => CARD.test(text) && digits(text).length >= 13 && luhn(text)],
  ['national id', (text) => NATIONAL.some((test) => test(text))],
  ['phone', phone],
  ['name', (text) => NAME.test(text)]
]

/** What the value looks like; null where it looks like nothing personal. */
export function personalKind(text: string): PersonalKind | null {
  if (text.length < 7 && !/ /.test(text)) return null
  return TESTS.find(([, test]) => test(text.trim()))?.[0] ?? null
}

/** RE2: finds every text that `personalKind` could name, and many others. */
export const PERSONAL_CANDIDATES =
  "@|^[+(]?[0-9][0-9 ()./+-]{4,}[0-9A-Za-z ]*$|^[A-Z]{2} ?[0-9]{2}|^[A-Z]{6}[0-9]{2}|^\\p{Lu}[\\p{L}'’.-]+,? \\p{Lu}"

/**
 * A value of these kinds alone tells enough. Others share their form with ids and with names of places and things: a column holds them where most of
 * its values look so, and for names where most of them also differ.
 */
export const isTelling = (kind: PersonalKind, text: string): boolean =>
  kind === 'e-mail' ||
  kind === 'bank account' ||
  (kind === 'national id' && /[A-Za-z-]/.test(text)) ||
  (kind === 'phone' && /^(\+|00)/.test(text))
