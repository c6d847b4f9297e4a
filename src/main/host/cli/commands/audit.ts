import type { Command } from 'commander'
import { asJob, contextOf } from '../context'
import { printOutcome } from '../print-outcome'
import { signerFor, withSigning, type SigningOptions } from '../signing'
import { say } from '../terminal'

export function addAudit(program: Command): void {
  withSigning(program.command('audit <plan>').description('run a plan: import, compute, write the report, and sign it'), 'preparer')
    .addHelpText('after', '\nThe report (JSON, PDF, plan, tables) lies in the project under reports/, named by its digest.')
    .action(async (plan: string, signing: SigningOptions, command: Command) => {
      const { assay, options } = contextOf(command)
      const sign = await signerFor(assay, signing)
      const order = { plan, ...(sign ? { sign } : {}) }
      const outcome = await asJob('The audit', (job) => assay.audit(options.project, order, job))
      const { statement, cover, report, run, signed } = outcome
      if (options.json)
        say(
          JSON.stringify({
            run,
            verdict: cover.verdict,
            counts: cover,
            verdicts: statement.predicate.verdicts,
            findings: statement.predicate.findings.length,
            measures: statement.predicate.measures.length,
            report,
            signed
          })
        )
      else printOutcome(outcome)
      process.exitCode = cover.exitCode
    })
}
