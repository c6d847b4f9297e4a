import { readFile } from 'node:fs/promises'
import { createInterface } from 'node:readline'
import { AssayError } from '../../../shared/model/errors'

/** From `--passphrase-file`, ASSAY_PASSPHRASE, or a prompt that shows nothing; never from an argument. */
export async function passphrase(file: string | undefined, question: string): Promise<string> {
  if (file !== undefined) return fromFile(file)
  const fromEnvironment = process.env['ASSAY_PASSPHRASE']
  if (fromEnvironment !== undefined && fromEnvironment !== '') return fromEnvironment
  if (!process.stdin.isTTY) throw new AssayError('keys/no-passphrase', { variable: 'ASSAY_PASSPHRASE' })
  return ask(question)
}

async function fromFile(file: string): Promise<string> {
  const text = await readFile(file, 'utf8').catch(() => {
    throw new AssayError('import/missing-file', { file })
  })
  return text.replace(/\r?\n$/, '')
}

function ask(question: string): Promise<string> {
  const lines = createInterface({ input: process.stdin, output: process.stderr, terminal: true })
  const silent = lines as unknown as { _writeToOutput: (text: string) => void }
  process.stderr.write(question)
  silent._writeToOutput = () => undefined
  return new Promise((resolve) => {
    lines.question('', (answer) => {
      lines.close()
      process.stderr.write('\n')
      resolve(answer)
    })
  })
}
