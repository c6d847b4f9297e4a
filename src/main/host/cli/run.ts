import { Command, CommanderError } from 'commander'
import { exitCodeOf } from '../../../shared/model/errors'
import { addAudit } from './commands/audit'
import { addExplain } from './commands/explain'
import { addImport } from './commands/import'
import { addInit } from './commands/init'
import { addKeys } from './commands/keys'
import { addReperform } from './commands/reperform'
import { addReport } from './commands/report'
import { addReports } from './commands/reports'
import { addSample } from './commands/sample'
import { addServe } from './commands/serve'
import { addSlices } from './commands/slices'
import { addVerify } from './commands/verify'
import type { AssayOptions } from '../../compose-ports'
import { decideByHost, memoryOption, threadsOption } from './context'
import { fail } from './fail'

const HELP = `
A first audit:
  assay sample demo                                  write the sample data and its plan
  assay keys create "Ada Auditor"                    make an identity on this computer
  assay audit demo/plan.yaml --sign "Ada Auditor"    import, compute, write and sign the report
  assay verify assay-project/reports/*/report.pdf    check signature, content and pages

On your own data:
  assay init data.csv --plan plan.yaml               look at the data, write a commented first plan

Exit codes: 0 all primary criteria pass, 1 one failed, 2 insufficient evidence only, 3 bad input, 4 a fault of the program, 130 cancelled;
verify: 0 valid, 1 altered, 2 valid but the signer is unknown or the pages were not rechecked.`

function program(): Command {
  const assay = new Command('assay')
    .description('Model audits that an examiner can recompute: offline, signed, with an interval on every number.')
    .option('--project <folder>', 'the project folder', './assay-project')
    .option('--keys <folder>', 'where identities lie (default: this user’s configuration folder)')
    .option('--memory <size>', 'memory limit, such as 4G (default: half of RAM)', memoryOption)
    .option('--threads <n>', 'threads of the engine; results do not depend on it', threadsOption)
    .option('--json', 'one JSON object on standard output, for machines', false)
    .version('0.1.0', '--version')
    .addHelpText('after', HELP)
    .showHelpAfterError('(assay --help shows the commands)')
    .exitOverride()
  for (const add of [
    addSample,
    addInit,
    addImport,
    addAudit,
    addExplain,
    addSlices,
    addReport,
    addReports,
    addVerify,
    addReperform,
    addKeys,
    addServe
  ])
    add(assay)
  return assay
}

/** Runs one command; the exit code is left in `process.exitCode`. `given`: what the host that runs it decides. */
export async function run(args: readonly string[], given: AssayOptions): Promise<void> {
  decideByHost(given)
  try {
    await program().parseAsync([...args], { from: 'user' })
  } catch (error) {
    if (error instanceof CommanderError) process.exitCode = error.exitCode === 0 ? 0 : 3
    else {
      fail(error, args.includes('--json'))
      process.exitCode = exitCodeOf(error)
    }
  }
}
