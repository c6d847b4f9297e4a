import type { Command } from 'commander'
import { join } from 'node:path'
import { contextOf } from '../context'
import { signerFor, withSigning, type SigningOptions } from '../signing'
import { say } from '../terminal'

export function addReport(program: Command): void {
  withSigning(
    program.command('report <report>').description('add a reviewer’s or approver’s signed statement to a report and print it again'),
    'reviewer'
  )
    .option('--out <folder>', 'where the signed report goes (default: reports in the project)')
    .addHelpText(
      'after',
      '\nThe JSON never changes: a statement is signed over its digest, and the PDF is printed again with all statements.'
    )
    .action(async (report: string, signing: SigningOptions & { out?: string }, command: Command) => {
      const { assay, options } = contextOf(command)
      const sign = await signerFor(assay, signing)
      const outcome = await assay.countersign({
        report,
        out: signing.out ?? join(options.project, 'reports'),
        ...(sign ? { sign } : {})
      })
      say(options.json ? JSON.stringify(outcome) : outcome.pdf)
    })
}
