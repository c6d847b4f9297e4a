import { describe, expect, it } from 'vitest'
import { parsePlan } from '../../../../src/main/core/plan/parse-plan'

const parse = (text: string) => () => parsePlan(new TextEncoder().encode(text), 'plan.yaml')

describe('a text that is no plan is refused in one sentence', () => {
  it.each([
    ['an alias', 'schema: 1\ntitle: &t x\nnote: *t\n', /repeats itself by an alias/],
    ['an alias that would grow without end', 'a: &a [x, x]\nb: &b [*a, *a]\nc: [*b, *b]\n', /repeats itself by an alias/],
    ['an alias, by its line', 'schema: 1\ntitle: &t x\n\nnote: *t\n', /line 4: /],
    ['several documents', 'schema: 1\n---\nschema: 1\n', /more than one document/],
    [
      'an unknown key, by its line, with those that are known',
      'schema: 1\ntitle: x\nfoo: 1\nsubject: { model: m }\nuse: { purpose: p }\ninference: { kind: census }\ninputs: [{ files: [a.csv] }]\ncolumns: {}\nassessments: {}\n',
      /line 3: "the plan" has the unknown key "foo": it may have .*title.*inputs/
    ],
    [
      'a number that is too small',
      'schema: 1\ntitle: x\nsubject: { model: m }\nuse: { purpose: p }\ninference: { kind: census }\ninputs: [{ files: [a.csv] }]\ncolumns: {}\nassessments: {}\nsuppress_below: -5\n',
      /line 9: "suppress_below" must be at least 2/
    ],
    [
      'a word for a number, which is not missing',
      'schema: 1\ntitle: x\nsubject: { model: m }\nuse: { purpose: p }\ninference: { kind: census }\ninputs: [{ files: [a.csv] }]\ncolumns: {}\nassessments: {}\nlevel: high\n',
      /line 9: "level" must be of type number/
    ],
    ['lists in lists', `a: ${'['.repeat(100_000)}`, /plan\.yaml, line 1: /],
    ['maps in maps', Array.from({ length: 1200 }, (_, i) => `${' '.repeat(i)}a:`).join('\n'), /this is not YAML/],
    ['a plain word', 'word', /plan\.yaml, line 1: /],
    ['nothing', '', /plan\.yaml, line 1: /],
    ['the same key twice', 'schema: 1\nschema: 1\n', /line 2: this is not YAML/],
    ['a later schema', 'schema: 2\n', /schema/]
  ])('%s', (_name, text, sentence) => {
    expect(parse(text)).toThrowError(sentence)
    expect(parse(text)).toThrowError(expect.objectContaining({ code: expect.stringMatching(/^plan\//) }))
  })
})
