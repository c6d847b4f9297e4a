const digitsOf = (text: string): number[] => [...text.replace(/\D/g, '')].map(Number)

/** Luhn's sum over the digits ends in 0: ISO/IEC 7812-1. */
export function luhn(text: string): boolean {
  const digits = digitsOf(text).reverse()
  const sum = digits.reduce((total, digit, i) => total + (i % 2 === 0 ? digit : digit * 2 - (digit > 4 ? 9 : 0)), 0)
  return digits.length > 1 && sum % 10 === 0
}

/** The account number with its first four characters last, letters as 10 … 35, leaves 1 on division by 97: ISO 13616. */
export function iban(text: string): boolean {
  const plain = text.replace(/ /g, '').toUpperCase()
  let rest = 0
  for (const character of plain.slice(4) + plain.slice(0, 4)) {
    const value = Number.parseInt(character, 36)
    rest = (rest * (value > 9 ? 100 : 10) + value) % 97
  }
  return rest === 1
}

/** Eleven digits of a German tax number: ISO 7064, mod 11, 10. */
export function taxNumberOfGermany(text: string): boolean {
  const digits = digitsOf(text)
  let product = 10
  for (const digit of digits.slice(0, 10)) {
    const sum = (digit + product) % 10 || 10
    product = (2 * sum) % 11
  }
  return (11 - product) % 10 === digits[10]
}

const PESEL = [1, 3, 7, 9, 1, 3, 7, 9, 1, 3, 1]

/** Eleven digits of a Polish number of a person. */
export const pesel = (text: string): boolean => digitsOf(text).reduce((sum, digit, i) => sum + digit * (PESEL[i] ?? 0), 0) % 10 === 0

/** Letter of a Spanish number of a person. */
export const dni = (text: string): boolean => 'TRWAGMYFPDXBNJZSQVHLCKE'[Number(text.slice(0, 8)) % 23] === text.slice(-1).toUpperCase()

/** Key of a French number of a person: 97 less the rest of the first thirteen digits. */
export function nir(text: string): boolean {
  const digits = digitsOf(text)
  const rest = digits.slice(0, 13).reduce((left, digit) => (left * 10 + digit) % 97, 0)
  return 97 - rest === digits[13]! * 10 + digits[14]!
}
