import type { Command } from 'commander'
import { contextOf } from '../context'
import { say } from '../terminal'

export function addSample(program: Command): void {
  program
    .command('sample <folder>')
    .description('write the sample: 20,000 + 20,000 made-up credit applications with a planted bias and drift, and their plan')
    .action(async (folder: string, _options: unknown, command: Command) => {
      const { assay, options } = contextOf(command)
      const files = await assay.makeSample(folder)
      if (options.json) say(JSON.stringify({ files }))
      else for (const file of files) say(file)
    })
}
