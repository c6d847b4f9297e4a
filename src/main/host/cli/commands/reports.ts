import type { Command } from 'commander'
import { contextOf } from '../context'
import { columns, dim, say } from '../terminal'

export function addReports(program: Command): void {
  program
    .command('reports')
    .description('list the reports of the project')
    .action(async (_options: unknown, command: Command) => {
      const { assay, options } = contextOf(command)
      const reports = await assay.reports(options.project)
      if (options.json) say(JSON.stringify({ reports }))
      else if (reports.length === 0) say('No reports yet: assay audit PLAN')
      else
        say(
          columns([
            ['time claimed', 'model', 'signed by', 'file'].map(dim),
            ...reports.map((one) => [one.at, one.model, String(one.signOffs), one.pdf])
          ])
        )
    })
}
