import type { Command } from 'commander'
import { exitCodeOfVerdict, type Verification } from '../../../../shared/model/verification'
import { contextOf } from '../context'
import { bold, columns, dim, green, red, say, yellow } from '../terminal'

type Options = {
  trust?: string
  model?: string
  period?: string
  challenge?: string
  notSuperseded?: string[]
  timeToken?: string
  authority?: string
}

export function addVerify(program: Command): void {
  program
    .command('verify <report>')
    .description('check a signed report step by step: container, statements, signature, attachments, pages, trust')
    .option('--trust <file>', 'the trust file of the organisation that vouches for the signers')
    .option('--model <name>', 'the model it must be about: name, version, inventory id or digest')
    .option('--period <from/to>', 'the period it must cover, as 2026-01-01/2026-06-30')
    .option('--challenge <text>', 'the challenge you gave before the audit')
    .option('--not-superseded <report...>', 'later reports that must not replace it')
    .option('--time-token <file>', 'an RFC 3161 token (.tsr) over the last sign-off, which proves it was there by then')
    .option('--authority <file>', 'the certificate of the time-stamping authority, obtained beforehand')
    .addHelpText('after', '\nNames are claims until a trust file vouches for their keys: compare fingerprints by a second channel.')
    .action(async (report: string, options: Options, command: Command) => {
      const {
        assay,
        options: { json }
      } = contextOf(command)
      const { trust, timeToken: token, authority, ...rest } = options
      if ((token === undefined) !== (authority === undefined)) command.error('--time-token and --authority go together.')
      const timeToken = token === undefined || authority === undefined ? {} : { timeToken: { token, authority } }
      const verification = await assay.verify({
        report,
        ...rest,
        ...timeToken,
        ...(trust === undefined ? {} : { trust: await assay.trust.open(trust) })
      })
      if (json) say(JSON.stringify(verification))
      else print(verification)
      process.exitCode = exitCodeOfVerdict(verification.verdict)
    })
}

const paint = (code: Verification['verdict']): ((text: string) => string) => [green, red, yellow][exitCodeOfVerdict(code)] ?? red
const sign = (code: Verification['verdict']): string => ['●', '▲', '◆'][exitCodeOfVerdict(code)] ?? '▲'

function print({ verdict, steps, report, signers }: Verification): void {
  say(`${paint(verdict)(`${sign(verdict)} ${verdict}`)}${report === null ? '' : dim(`  report ${report.match(/.{1,4}/g)?.join(' ')}`)}`)
  say()
  say(columns(steps.map(({ step, code, detail }) => [step, paint(code)(code), detail])))
  if (signers.length === 0) return
  say()
  for (const { role, decision, claimedName, claimedTime, trustedName, keyId, reasons } of signers) {
    const name = trustedName === null ? `claims to be ${bold(claimedName)}` : bold(trustedName)
    say(`  ${role}: ${name}, ${decision}s${reasons === '' ? '' : ` (${reasons})`}, time claimed ${claimedTime}`)
    say(dim(`    key ${keyId.match(/.{1,4}/g)?.join(' ')}`))
  }
}
