import type { Progress } from '../../services/job'

const isTerminal = process.stdout.isTTY && process.env['NO_COLOR'] === undefined && process.env['TERM'] !== 'dumb'
const paint = (code: string) => (text: string) => (isTerminal ? `\u001b[${code}m${text}\u001b[0m` : text)

export const bold = paint('1')
export const dim = paint('2')
export const green = paint('32')
export const red = paint('31')
export const yellow = paint('33')

/** A reader that closed the pipe (`assay … | head`) has seen enough. */
process.stdout.on('error', (error: NodeJS.ErrnoException) => {
  if (error.code === 'EPIPE') process.exit(process.exitCode ?? 0)
  throw error
})

export const say = (line = ''): void => void process.stdout.write(`${line}\n`)
export const complain = (line: string): void => void process.stderr.write(`${line}\n`)

const WIDTH = 24
const PAUSE_MS = 100

/** A progress line on stderr, only where that is a terminal; at most ten a second. */
export function progressLine(): { show: (progress: Progress) => void; clear: () => void } {
  if (!process.stderr.isTTY) return { show: () => undefined, clear: () => undefined }
  const started = Date.now()
  let last = 0
  return {
    show({ phase, fraction, rows, of }) {
      const now = Date.now()
      if (now - last < PAUSE_MS) return
      last = now
      const bar = fraction === null ? '' : ` ${'█'.repeat(Math.round(fraction * WIDTH)).padEnd(WIDTH, '░')} ${Math.round(fraction * 100)} %`
      const total = of === undefined ? '' : ` of ${of.toLocaleString('en')}`
      const rate = rows === undefined || rows === 0 ? '' : `  ${rows.toLocaleString('en')}${total} rows`
      process.stderr.write(`\r\u001b[2K${phase}${bar}${rate}  ${((now - started) / 1000).toFixed(0)} s  (Ctrl-C cancels)`)
    },
    clear: () => void process.stderr.write('\r\u001b[2K')
  }
}

/** Text in columns, padded by what the eye sees. */
export function columns(rows: readonly (readonly string[])[], indent = '  '): string {
  const escape = new RegExp(`${String.fromCharCode(27)}\\[\\d+m`, 'g')
  const seen = (text: string): number => [...text.replace(escape, '')].length
  const widths = (rows[0] ?? []).map((_, index) => Math.max(...rows.map((row) => seen(row[index] ?? ''))))
  return rows
    .map(
      (row) =>
        indent +
        row.map((text, index) => (index === row.length - 1 ? text : text + ' '.repeat((widths[index] ?? 0) - seen(text)))).join('  ')
    )
    .join('\n')
}
