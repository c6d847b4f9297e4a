import { createInterface } from 'node:readline/promises'
import type { Question } from '../../core/plan/first-plan-answers'
import { bold, complain, dim } from './terminal'

export const canAsk = (): boolean => process.stdin.isTTY && process.stderr.isTTY

/** One question on the terminal; an empty answer takes the default, or leaves the question open. */
export async function askOne({ text, options, otherwise }: Question): Promise<string | undefined> {
  complain(`\n${bold(text)}`)
  for (const option of options) complain(`  ${option.value}  ${dim(option.text)}`)
  const lines = createInterface({ input: process.stdin, output: process.stderr })
  try {
    const answer = (await lines.question(otherwise === undefined ? '> ' : `[${otherwise}] > `)).trim()
    return answer === '' ? otherwise : answer
  } finally {
    lines.close()
  }
}
