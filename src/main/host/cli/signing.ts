import type { Command } from 'commander'
import { Option } from 'commander'
import type { Assay } from '../../compose'
import type { Signer } from '../../ports/keys'
import type { SignOffChoice } from '../../services/sign-report'
import { timeOption } from './context'
import { passphrase } from './passphrase'

export type SigningOptions = { sign?: string; role: SignOffChoice['role']; dissent?: string; independence: string; passphraseFile?: string }

export function withSigning(command: Command, role: SignOffChoice['role']): Command {
  return command
    .option('--sign <key>', 'sign with this identity: a name, or the beginning of a fingerprint')
    .addOption(new Option('--role <role>', 'in which role to sign').choices(['preparer', 'reviewer', 'approver']).default(role))
    .option('--dissent <reasons>', 'sign a dissent with these reasons instead of an acceptance')
    .option('--independence <text>', 'how you stand to the model and its owner', 'independence not stated')
    .option('--passphrase-file <file>', 'read the passphrase from a file (else ASSAY_PASSPHRASE, else a prompt)')
    .option('--at <time>', 'the time to claim, as YYYY-MM-DDTHH:MM:SSZ (default: this computer’s clock)', timeOption)
}

export async function signerFor(assay: Assay, options: SigningOptions): Promise<{ signer: Signer; choice: SignOffChoice } | undefined> {
  if (options.sign === undefined) return undefined
  const identity = await assay.keys.find(options.sign)
  const signer = await assay.unlock(identity.keyId, await passphrase(options.passphraseFile, `Passphrase of ${identity.name}: `))
  const { role, dissent, independence } = options
  return {
    signer,
    choice: {
      role,
      decision: dissent === undefined ? 'accept' : 'dissent',
      reasons: dissent ?? '',
      claimedName: identity.name,
      independence
    }
  }
}
