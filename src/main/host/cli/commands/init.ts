import type { Command } from 'commander'
import { askOne, canAsk } from '../answer'
import { asJob, contextOf } from '../context'
import { dim, say, yellow } from '../terminal'

type Options = { plan: string; reference: string[]; answer: string[] }

export function addInit(program: Command): void {
  program
    .command('init <data...>')
    .description('look at data and write a commented first plan, asking what only you can know')
    .option('--plan <file>', 'where to write the plan', 'plan.yaml')
    .option('--reference <data...>', 'the training or validation data, to compare with', [])
    .option('--answer <id=value...>', 'answer a question without being asked, such as inference=process', [])
    .addHelpText('after', '\nAnswers that are not given stay open in the plan, each with a sentence; "assay audit" names the line.')
    .action(async (data: string[], { plan, reference, answer }: Options, command: Command) => {
      const { assay, options } = contextOf(command)
      const given = new Map(answer.map((pair): [string, string] => [pair.split('=')[0] ?? '', pair.slice(pair.indexOf('=') + 1)]))
      const interactive = canAsk() && !options.json
      const outcome = await asJob('The import', (job) =>
        assay.firstPlan(
          options.project,
          {
            data,
            reference,
            plan,
            ask: async (question) => given.get(question.id) ?? (interactive ? askOne(question) : question.otherwise)
          },
          job
        )
      )
      if (options.json) say(JSON.stringify({ plan: outcome.plan, complete: outcome.complete, dataset: outcome.manifest.id }))
      else {
        say(
          `${outcome.plan}  ${dim(`from ${outcome.manifest.rows.toLocaleString('en')} rows, ${outcome.manifest.columns.length} columns`)}`
        )
        if (!outcome.complete) say(yellow('Some answers are still missing: the plan says where; "assay audit" names the line.'))
      }
    })
}
