import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs'
import { join, resolve } from 'node:path'
import ts from 'typescript'
import { describe, expect, test } from 'vitest'

const root = resolve(import.meta.dirname, '../..')

/** What the product never says of a subject. Word borders: "unfair" is caught, "fairness" (the field's name) is not. */
const BANNED: [string, RegExp][] = [
  ['compliant', /\b(?:non-?)?complian(?:t|tly)\b/i],
  ['certified', /\bcertified\b(?! pdf)/i],
  ['fair', /\b(?:un)?fair(?:ly|er|est)?\b/i],
  ['unbiased', /\bunbiased\b/i],
  ['bias-free', /\bbias[- ]free\b/i],
  ['no adverse impact', /\bno (?:adverse|disparate) impact\b/i],
  ['adverse impact', /\badverse impact\b/i],
  ['audit opinion', /\baudit opinion\b/i],
  ['explains', /\bexplain(?:s|ed)\b/i],
  ['because of', /\bbecause of\b/i]
]

/** Titles of laws, which are cited as they are. */
const QUOTED: RegExp[] = [/Fair Credit Reporting Act/g, /Fair Housing Act/g]

export function bannedIn(text: string): string[] {
  const own = QUOTED.reduce((left, quoted) => left.replace(quoted, ''), text)
  return BANNED.filter(([, pattern]) => pattern.test(own)).map(([word]) => word)
}

function filesUnder(folder: string, endings: readonly string[]): string[] {
  const path = join(root, folder)
  if (!existsSync(path)) return []
  return readdirSync(path).flatMap((name) => {
    const inside = join(folder, name)
    if (statSync(join(root, inside)).isDirectory()) return filesUnder(inside, endings)
    return endings.some((ending) => name.endsWith(ending)) ? [inside] : []
  })
}

/** String literals, template pieces and JSX text: what a reader may get to see; not comments, not names. */
export function stringsOf(source: string, name: string): { text: string; line: number }[] {
  const file = ts.createSourceFile(name, source, ts.ScriptTarget.Latest, true, name.endsWith('x') ? ts.ScriptKind.TSX : ts.ScriptKind.TS)
  const found: { text: string; line: number }[] = []
  const visit = (node: ts.Node): void => {
    const isModule = ts.isStringLiteral(node) && (ts.isImportDeclaration(node.parent) || ts.isExportDeclaration(node.parent))
    if (
      !isModule &&
      (ts.isStringLiteralLike(node) || ts.isTemplateHead(node) || ts.isTemplateMiddleOrTemplateTail(node) || ts.isJsxText(node))
    )
      found.push({ text: node.text, line: file.getLineAndCharacterOfPosition(node.getStart()).line + 1 })
    ts.forEachChild(node, visit)
  }
  visit(file)
  return found
}

const faultsInText = (name: string): string[] =>
  readFileSync(join(root, name), 'utf8')
    .split('\n')
    .flatMap((line, i) => bannedIn(line.replace(/^\s*\/\/.*$/, '')).map((word) => `${name}:${i + 1} says "${word}"`))

const faultsInCode = (name: string): string[] =>
  stringsOf(readFileSync(join(root, name), 'utf8'), name).flatMap(({ text, line }) =>
    bannedIn(text).map((word) => `${name}:${line} says "${word}"`)
  )

const TEXTS = [
  ...filesUnder('resources/packs', ['.json']),
  ...filesUnder('resources/templates', ['.typ', '.json']),
  ...filesUnder('resources/sample', ['.yaml', '.yml', '.json'])
]
const CODE = ['src/main/core/findings', 'src/main/core/packs', 'src/main/core/report', 'src/renderer'].flatMap((folder) =>
  filesUnder(folder, ['.ts', '.tsx'])
)

describe('words the product never uses', () => {
  test('packs, templates and samples', () => {
    expect(TEXTS.length).toBeGreaterThan(2)
    expect(TEXTS.flatMap(faultsInText)).toEqual([])
  })

  test('texts in findings, packs, report and renderer', () => {
    expect(CODE.length).toBeGreaterThan(20)
    expect(CODE.flatMap(faultsInCode)).toEqual([])
  })

  test('a planted word is caught, wherever a reader would see it', () => {
    const planted = [
      'The model is compliant.',
      'certified',
      'This is unfair',
      'treats groups fairly',
      'unbiased',
      'bias-free',
      'shows no adverse impact',
      'there is no disparate impact',
      'our audit opinion',
      'income explains the gap',
      'because of race'
    ]
    for (const text of planted) expect(bannedIn(text), text).not.toEqual([])
    expect(stringsOf('const a = `x ${y} is compliant` // fair', 'a.ts').flatMap(({ text }) => bannedIn(text))).toEqual(['compliant'])
    expect(
      stringsOf('export const A = () => <p title="unbiased">fair <b>and</b> bias-free</p>', 'a.tsx').flatMap(({ text }) => bannedIn(text))
    ).toEqual(['unbiased', 'fair', 'bias-free'])
  })

  test('the words it needs are free', () => {
    for (const text of [
      'fairness',
      'criterion met on this evidence',
      'impact ratio',
      'ratio below four-fifths',
      'Explanation',
      'compliance team',
      'a certified PDF'
    ])
      expect(bannedIn(text), text).toEqual([])
  })
})
