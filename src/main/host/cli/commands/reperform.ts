import type { Command } from 'commander'
import { asJob, contextOf } from '../context'
import { columns, dim, green, red, say, yellow } from '../terminal'

const SHOWN = 40

export function addReperform(program: Command): void {
  program
    .command('reperform <report> <data...>')
    .description('compute every number of a report again from the data it names, and list what differs')
    .action(async (report: string, data: string[], _options: unknown, command: Command) => {
      const { assay, options } = contextOf(command)
      const { code, differences, measures, sameBuild } = await asJob('The re-performance', (job) => assay.reperform({ report, data }, job))
      if (options.json) say(JSON.stringify({ code, measures, sameBuild, differences }))
      else {
        const paint = code === 'identical' || code === 'within-tolerance' ? green : code === 'method-changed' ? yellow : red
        const builds = sameBuild ? 'made by this build' : 'made by another build, so bytes are not compared'
        say(`${paint(code)}  ${measures.toLocaleString('en')} measures computed again, ${differences.length} differ  ${dim(`(${builds})`)}`)
        if (differences.length > 0)
          say(
            columns([
              ['where', 'what', 'reported', 'recomputed'].map(dim),
              ...differences.slice(0, SHOWN).map((d) => [d.where, d.what, String(d.reported), String(d.recomputed)])
            ])
          )
        if (differences.length > SHOWN) say(dim(`  … and ${differences.length - SHOWN} more (--json lists all)`))
      }
      process.exitCode = code === 'differs' ? 1 : code === 'method-changed' ? 2 : 0
    })
}
