import { AssayError } from '../../shared/model/errors'

export type PdfName = { name: string }
export type PdfRef = { ref: number }
export type PdfDict = { dict: Map<string, PdfValue> }
export type PdfString = { text: Buffer }
export type PdfValue = null | boolean | number | PdfName | PdfRef | PdfDict | PdfString | PdfValue[]

const MAX_DEPTH = 50
const SPACE = /[\0\t\n\f\r ]*/y
const NUMBER = /[+-]?(?:\d+\.?\d*|\.\d+)/y
const REFERENCE = /(\d{1,10}) 0 R(?![A-Za-z])/y
const NAME = /\/([^\0\t\n\f\r ()<>[\]{}/%]*)/y
const KEYWORD = /true|false|null/y

/** Reads PDF values (ISO 32000-1 §7.3) from a text of Latin-1 characters, from `at` on. */
export class PdfReader {
  constructor(
    private readonly source: string,
    public at: number
  ) {}

  value(depth = 0): PdfValue {
    if (depth > MAX_DEPTH) throw unreadable('nested too deep')
    this.take(SPACE)
    if (this.source.startsWith('<<', this.at)) return this.dictionary(depth)
    const first = this.source[this.at]
    if (first === '[') return this.array(depth)
    if (first === '<') return this.hexString()
    if (first === '(') return this.literalString()
    const name = this.take(NAME)
    if (name) return { name: (name[1] ?? '').replace(/#([0-9A-Fa-f]{2})/g, (_, hex: string) => String.fromCharCode(parseInt(hex, 16))) }
    const reference = this.take(REFERENCE)
    if (reference) return { ref: Number(reference[1]) }
    const number = this.take(NUMBER)
    if (number) return Number(number[0])
    const keyword = this.take(KEYWORD)
    if (keyword) return keyword[0] === 'null' ? null : keyword[0] === 'true'
    throw unreadable(`no value at ${this.at}`)
  }

  skip(text: string): void {
    this.take(SPACE)
    if (!this.source.startsWith(text, this.at)) throw unreadable(`no ${text} at ${this.at}`)
    this.at += text.length
  }

  private take(pattern: RegExp): RegExpExecArray | null {
    pattern.lastIndex = this.at
    const found = pattern.exec(this.source)
    if (found) this.at = pattern.lastIndex
    return found
  }

  private closes(text: string): boolean {
    this.take(SPACE)
    if (!this.source.startsWith(text, this.at)) return false
    this.at += text.length
    return true
  }

  private dictionary(depth: number): PdfDict {
    const dict = new Map<string, PdfValue>()
    this.at += 2
    while (!this.closes('>>')) {
      const key = this.take(NAME)?.[1]
      if (key === undefined || dict.has(key)) throw unreadable(`no new key at ${this.at}`)
      dict.set(key, this.value(depth + 1))
    }
    return { dict }
  }

  private array(depth: number): PdfValue[] {
    const values: PdfValue[] = []
    this.at += 1
    while (!this.closes(']')) values.push(this.value(depth + 1))
    return values
  }

  private hexString(): PdfString {
    const end = this.source.indexOf('>', this.at)
    const hex = this.source.slice(this.at + 1, end)
    if (end < 0 || hex.length % 2 !== 0 || !/^[0-9A-Fa-f]*$/.test(hex)) throw unreadable(`no hex string at ${this.at}`)
    this.at = end + 1
    return { text: Buffer.from(hex, 'hex') }
  }

  private literalString(): PdfString {
    let text = ''
    let open = 0
    for (;;) {
      const character = this.source[this.at++]
      if (character === undefined) throw unreadable('a string without end')
      if (character === '(' && open++ === 0) continue
      if (character === ')' && --open === 0) return { text: Buffer.from(text, 'latin1') }
      text += character === '\\' ? this.escaped() : character
    }
  }

  private escaped(): string {
    const octal = this.take(/[0-7]{1,3}/y)
    if (octal) return String.fromCharCode(parseInt(octal[0], 8) & 255)
    const character = this.source[this.at++] ?? ''
    return { n: '\n', r: '\r', t: '\t', b: '\b', f: '\f', '\n': '' }[character] ?? character
  }
}

export function unreadable(reason: string): AssayError {
  return new AssayError('print/unreadable-pdf', { reason })
}
