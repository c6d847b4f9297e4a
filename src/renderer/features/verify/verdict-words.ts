import type { VerificationStep, Verdict } from '../../../shared/model/verification'

/** What each answer means, and what to do. */
export const VERDICT_WORDS: Record<Verdict, string> = {
  'not-signed': 'Nobody signed this file. It proves nothing about who made it.',
  'container-altered': 'The file was changed after it was signed. Ask for the original.',
  'not-canonical': 'The report inside is not written the one way it can be. Ask for the original.',
  'signature-invalid': 'A signature does not fit what it is over. Do not rely on this file.',
  'payload-altered': 'What is signed is not what is inside. Do not rely on this file.',
  'pages-altered': 'The pages are not those that the report inside gives. Do not rely on this file.',
  'unsupported-version': 'It was made by another version that this one cannot read.',
  'statement-order': 'The signatures are not in the order that the rules ask for.',
  'same-signer-two-roles': 'One key signed in two roles.',
  'key-revoked': 'A key was revoked before it signed.',
  'key-revoked-time-unproven': 'A key was revoked, and nothing proves that it signed before.',
  'key-not-valid-then': 'A key was not valid at the time it claims.',
  'role-not-allowed': 'The trust file does not allow a key this role.',
  'time-proof-invalid': 'The time stamp does not fit.',
  'wrong-subject': 'The report is about something else than you asked for.',
  stale: 'The report does not hold the challenge you gave, or another one.',
  superseded: 'A later report replaces this one.',
  'trust-invalid': 'The trust file is not properly signed.',
  'trust-older': 'An older trust file than the one seen before.',
  'trust-expired': 'The trust file has expired. Ask for a new one.',
  'valid-unknown-signer':
    'Unaltered, but nobody you trust vouches for the key. Compare its fingerprint by a second channel, or bring a trust file.',
  'pages-not-checked': 'Unaltered and signed; the pages were made by another version and were not made again.',
  valid: 'Unaltered, and signed by a key that your trust file vouches for.'
}

export const STEP_WORDS: Record<VerificationStep['step'], string> = {
  container: 'The file taken apart and put together again',
  pages: 'The pages set again from the report inside',
  report: 'The report’s own bytes',
  'sign-offs': 'The statements of the signers',
  seal: 'The seal over the whole file',
  attachments: 'Plan and tables against the report',
  time: 'Time',
  trust: 'The trust file and its keys',
  subject: 'What the report is about'
}

export type Grade = 'good' | 'open' | 'bad'

const OPEN: readonly Verdict[] = ['trust-invalid', 'trust-older', 'trust-expired', 'valid-unknown-signer', 'pages-not-checked']

/** Green only for `valid`; unaltered with something left open; altered or refused. */
export const gradeOf = (code: Verdict): Grade => (code === 'valid' ? 'good' : OPEN.includes(code) ? 'open' : 'bad')
