import type { Command } from 'commander'
import { Option } from 'commander'
import type { Reading } from '../../../../shared/model/dataset'
import { asJob, contextOf } from '../context'
import { printDataset } from '../print-dataset'
import { say } from '../terminal'

type Options = {
  format?: Reading['format']
  delimiter?: string
  quote?: string
  decimal?: '.' | ','
  header?: boolean
  encoding?: Reading['encoding']
  missing?: string[]
}

export function addImport(program: Command): void {
  program
    .command('import <data...>')
    .description('read files, folders or globs of one schema into the project, and show what was found')
    .addOption(
      new Option('--format <format>', 'what the files are (default: seen from their bytes)').choices([
        'csv',
        'parquet',
        'jsonl',
        'json',
        'arrow'
      ])
    )
    .option('--delimiter <character>', 'between cells (default: detected)')
    .option('--quote <character>', 'around cells (default: detected)')
    .addOption(new Option('--decimal <character>', 'in numbers').choices(['.', ',']))
    .option('--no-header', 'the first row is data')
    .addOption(new Option('--encoding <name>', 'of the text').choices(['utf-8', 'utf-16le', 'utf-16be', 'windows-1252']))
    .option('--missing <marker...>', 'cells that mean "missing", besides empty ones')
    .action(async (data: string[], reading: Options, command: Command) => {
      const { assay, options } = contextOf(command)
      const { manifest, found } = await asJob('The import', (job) =>
        assay.importDataset(options.project, { files: data, reading: readingOf(reading) }, job)
      )
      if (options.json) say(JSON.stringify({ manifest, links: found.filter(({ link }) => link !== null) }))
      else printDataset(manifest, found)
    })
}

/** Commander gives `header: true` where nothing was said; only --no-header says something. */
function readingOf({ header, ...rest }: Options): Reading {
  const said = Object.fromEntries(Object.entries(rest).filter(([, value]) => value !== undefined)) as Reading
  return header === false ? { ...said, header: false } : said
}
