import { readFile, writeFile } from 'node:fs/promises'
import { Option, type Command } from 'commander'
import type { Identity } from '../../../../shared/model/identity'
import type { TrustEntry } from '../../../../shared/model/trust'
import { contextOf } from '../context'
import { passphrase } from '../passphrase'
import { bold, columns, dim, say } from '../terminal'

const groups = (hex: string): string => hex.match(/.{1,4}/g)?.join(' ') ?? hex
const shown = ({ name, organisation, email, keyId, algorithm, createdAt }: Identity): object => ({
  name,
  organisation,
  email,
  keyId,
  algorithm,
  createdAt
})
const PASSPHRASE = ['--passphrase-file <file>', 'read the passphrase from a file (else ASSAY_PASSPHRASE, else a prompt)'] as const

export function addKeys(program: Command): void {
  const keys = program.command('keys').description('identities of this computer, and trust files')
  addCreate(keys)
  addList(keys)
  addImport(keys)
  addExport(keys)
  addRemove(keys)
  addTrust(keys)
}

function addCreate(keys: Command): void {
  keys
    .command('create <name>')
    .description('make a P-256 key and a self-signed certificate under a passphrase')
    .option('--organisation <name>')
    .option('--email <address>')
    .option(...PASSPHRASE)
    .action(async (name: string, options: { organisation?: string; email?: string; passphraseFile?: string }, command: Command) => {
      const {
        assay,
        options: { json }
      } = contextOf(command)
      const { passphraseFile, ...claims } = options
      const identity = await assay.keys.create(
        { name, ...claims },
        await passphrase(passphraseFile, 'A new passphrase (12 characters or more): '),
        new Date()
      )
      if (json) say(JSON.stringify(shown(identity)))
      else
        say(
          `${bold(identity.name)}  ${groups(identity.keyId)}\n${dim('Compare the fingerprint by a second channel; the name is only a claim.')}`
        )
    })
}

function addList(keys: Command): void {
  keys
    .command('list')
    .description('show the identities of this computer')
    .action(async (_options: unknown, command: Command) => {
      const { assay, options } = contextOf(command)
      const identities = await assay.keys.list()
      if (options.json) say(JSON.stringify(identities.map(shown)))
      else if (identities.length === 0) say('No identities yet: assay keys create "Your Name"')
      else
        say(
          columns([
            ['name', 'key', 'algorithm', 'made'].map(dim),
            ...identities.map((one) => [one.name, groups(one.keyId), one.algorithm, one.createdAt.slice(0, 10)])
          ])
        )
    })
}

function addImport(keys: Command): void {
  keys
    .command('import <file>')
    .description('take over a key and certificate from a PKCS#12 file (P-256, or RSA of 2048 bits or more)')
    .option('--file-passphrase-file <file>', 'read the passphrase of the PKCS#12 file from a file (else the prompt)')
    .option(...PASSPHRASE)
    .action(async (file: string, options: { filePassphraseFile?: string; passphraseFile?: string }, command: Command) => {
      const {
        assay,
        options: { json }
      } = contextOf(command)
      const bytes = await readFile(file)
      const theirs = await passphrase(options.filePassphraseFile, `Passphrase of ${file}: `)
      const identity = await assay.keys.importPkcs12(
        file,
        bytes,
        theirs,
        await passphrase(options.passphraseFile, 'A passphrase for the key here: '),
        new Date()
      )
      say(json ? JSON.stringify(shown(identity)) : `${bold(identity.name)}  ${groups(identity.keyId)}`)
    })
}

function addExport(keys: Command): void {
  keys
    .command('export <key>')
    .description('print the certificate, or a certificate request (CSR) for your authority, as PEM')
    .addOption(new Option('--as <what>').choices(['certificate', 'request']).default('certificate'))
    .option('--out <file>', 'write to a file instead')
    .option(...PASSPHRASE)
    .action(async (key: string, options: { as: string; out?: string; passphraseFile?: string }, command: Command) => {
      const { assay } = contextOf(command)
      const pem =
        options.as === 'request'
          ? await assay.keys.requestPem(key, await passphrase(options.passphraseFile, `Passphrase of ${key}: `))
          : await assay.keys.certificatePem(key)
      if (options.out === undefined) say(pem.trimEnd())
      else await writeFile(options.out, pem, { flag: 'wx' })
    })
}

function addRemove(keys: Command): void {
  keys
    .command('remove <key>')
    .description('delete a key from this computer; its reports stay valid')
    .requiredOption('--yes', 'really: it cannot be brought back without a backup')
    .action(async (key: string, _options: unknown, command: Command) => {
      const { assay } = contextOf(command)
      const { name, keyId } = await assay.keys.find(key)
      await assay.keys.remove(keyId)
      say(`${name}  ${groups(keyId)}  removed`)
    })
}

const DAY_MS = 86_400_000
const time = (date: Date): string => date.toISOString().replace(/\.\d+Z$/, 'Z')

type TrustOptions = {
  organisation: string
  root: string
  roles: TrustEntry['roles']
  days: string
  revoke?: boolean
  compromised?: string
  passphraseFile?: string
}

function addTrust(keys: Command): void {
  keys
    .command('trust <file> <key...>')
    .description('write the next version of a trust file in which your organisation’s root key vouches for keys of this computer')
    .requiredOption('--root <key>', 'the organisation’s root key, on this computer')
    .requiredOption('--organisation <name>')
    .option('--roles <role...>', 'what they may sign as', ['preparer', 'reviewer', 'approver'])
    .option('--days <n>', 'for how many days the file and the keys are valid', '365')
    .option('--revoke', 'the keys are vouched for no longer')
    .option('--compromised <time>', 'from when on the keys may have been in other hands')
    .option(...PASSPHRASE)
    .action(async (file: string, names: string[], options: TrustOptions, command: Command) => {
      const {
        assay,
        options: { json }
      } = contextOf(command)
      const until = time(new Date(Date.now() + Number(options.days) * DAY_MS))
      const identities = await Promise.all(names.map((name) => assay.keys.find(name)))
      const entries = identities.map((identity): TrustEntry => ({
        keyId: identity.keyId,
        claimedName: identity.name,
        roles: options.roles,
        validFrom: identity.createdAt.replace(/\.\d+Z$/, 'Z'),
        validTo: until,
        status: options.revoke ? 'revoked' : 'active',
        ...(options.compromised === undefined ? {} : { compromisedAt: options.compromised })
      }))
      const root = await assay.unlock(options.root, await passphrase(options.passphraseFile, `Passphrase of ${options.root}: `))
      const written = await assay.trust.write({ file, organisation: options.organisation, entries, expiresAt: until }, root)
      say(
        json
          ? JSON.stringify({ file, version: written.version, entries: written.entries.length })
          : `${file}: version ${written.version}, ${written.entries.length} keys, expires ${written.expiresAt}`
      )
    })
}
