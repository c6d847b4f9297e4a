import { damaged } from '../fault'
import { has, items, member, numbers, type Field } from '../json/fields'

/** The values behind the numbers of categories, which XGBoost keeps from 3.1 on: one list a feature, null where it has none. */
export function readCategories(learner: Field, features: number): (readonly string[] | null)[] | null {
  const booster = member(learner, 'gradient_booster')
  const model = member(has(booster, 'gbtree') ? member(booster, 'gbtree') : booster, 'model')
  if (!has(model, 'cats') || !has(member(model, 'cats'), 'enc')) return null
  const lists = items(member(member(model, 'cats'), 'enc'))
  if (lists.length !== features) return null
  return lists.map((field) => (has(field, 'offsets') ? textsOf(field) : numbersOf(field)))
}

const numbersOf = (field: Field): string[] | null => {
  const values = numbers(member(field, 'values'))
  return values.length === 0 ? null : Array.from(values, String)
}

/** Text i is the UTF-8 bytes (signed) from offset i to offset i + 1. */
function textsOf(field: Field): string[] | null {
  const offsets = numbers(member(field, 'offsets'))
  const bytes = Uint8Array.from(numbers(member(field, 'values')), (byte) => byte & 255)
  if (!offsets.every((at, i) => at >= (i === 0 ? 0 : offsets[i - 1]!) && at <= bytes.length))
    damaged(`${field.at}.offsets`, 'does not rise within the text')
  if (offsets.length < 2) return null
  return Array.from(offsets.subarray(1), (end, i) => new TextDecoder().decode(bytes.subarray(offsets[i], end)))
}
