import { ledgerLine, type LedgerEvent, type LedgerLine } from '../../../shared/model/ledger'
import { CHAIN_START, appendLine, checkChain, type ChainHead, type CheckedChain } from './chain'

export type LedgerHead = ChainHead
export type ReadLedger = CheckedChain<LedgerLine>

export const LEDGER_START: LedgerHead = CHAIN_START

/** The bytes of one more line of a project's ledger, newline included, and the head after it. */
export function nextLine(head: LedgerHead, at: string, event: LedgerEvent): { bytes: Uint8Array; head: LedgerHead; line: LedgerLine } {
  return appendLine(head, at, event)
}

/** Reads a ledger and checks its chain. */
export function readLedger(bytes: Uint8Array): ReadLedger {
  return checkChain(bytes, (value) => ledgerLine.safeParse(value).data ?? null)
}
