/** Question id → answer; several values as a list, or as one text with | between them. */
export type Answers = Record<string, string | readonly string[]>

export type Option = { value: string; text: string }

export type Question = {
  id: string
  /** What is asked, with what one must know to answer it. */
  text: string
  answer: 'one' | 'several' | 'text' | 'texts' | 'number' | 'numbers'
  /** For `one` and `several`: what may be answered. */
  options: readonly Option[]
  /** Only where it is safe to take without thinking. */
  otherwise?: string
  /** Without an answer the plan is written with a place to fill in, and is refused until that is done. */
  required: boolean
}

const LONGEST = 2000

/** Single answer to a question; undefined where there is none. */
export const chosen = (answers: Readonly<Answers>, id: string): string | undefined => {
  const answer = Object.hasOwn(answers, id) ? answers[id] : undefined
  return typeof answer === 'string' || answer === undefined ? answer : answer[0]
}

/** All answers to a question; none where there is none. */
export const chosenAll = (answers: Readonly<Answers>, id: string): readonly string[] => {
  const answer = Object.hasOwn(answers, id) ? answers[id] : undefined
  if (answer === undefined) return []
  return (typeof answer === 'string' ? answer.split('|').map((part) => part.trim()) : answer).filter((part) => part !== '')
}

/** What is wrong with an answer, in a sentence; undefined where nothing is. */
export function answerProblem(question: Question, answer: string | readonly string[]): string | undefined {
  const given = { [question.id]: answer }
  const single = ['one', 'text', 'number'].includes(question.answer)
  const parts = single ? [chosen(given, question.id) ?? ''] : chosenAll(given, question.id)
  return PROBLEM[question.answer](parts, question.options)
}

type Check = (parts: readonly string[], options: readonly Option[]) => string | undefined

const notAnOption: Check = (parts, options) => {
  const unknown = parts.find((part) => !options.some(({ value }) => value === part))
  return unknown === undefined ? undefined : `"${unknown}" is not one of: ${options.map(({ value }) => value || '(none)').join(', ')}.`
}

const notANumber: Check = (parts) => {
  if (parts.length === 0) return 'A number is needed.'
  const wrong = parts.flatMap((part) => part.split(',')).find((part) => !isNumber(part))
  return wrong === undefined ? undefined : `"${wrong.trim()}" is not a number.`
}

const notAText: Check = (parts) => {
  if (parts.length === 0 || parts.some((part) => part.trim() === '')) return 'An answer is needed.'
  return parts.some((part) => part.length > LONGEST) ? `At most ${LONGEST} characters.` : undefined
}

const PROBLEM: Record<Question['answer'], Check> = {
  one: notAnOption,
  several: notAnOption,
  number: notANumber,
  numbers: notANumber,
  text: notAText,
  texts: notAText
}

const isNumber = (text: string): boolean => text.trim() !== '' && Number.isFinite(Number(text))

/** Numbers of an answer, ascending and once each; none where it is not all numbers. */
export const numbersIn = (answer: readonly string[]): readonly number[] => {
  const parts = answer.flatMap((part) => part.split(','))
  return parts.every(isNumber) ? [...new Set(parts.map(Number))].sort((a, b) => a - b) : []
}
