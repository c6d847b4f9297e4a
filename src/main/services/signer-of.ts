import type { Signer } from '../ports/keys'
import type { Ports } from './ports'
import type { SignOffChoice } from './sign-report'

/** Who signs, as what, and what they say; the passphrase opens the key and is forgotten. */
export type SigningOrder = Omit<SignOffChoice, 'claimedName'> & { key: string; passphrase: string }

/** The unlocked key, and the sign-off it is for. */
export async function signerOf({ keys }: Ports, order: SigningOrder): Promise<{ signer: Signer; choice: SignOffChoice }> {
  const { key, passphrase, ...choice } = order
  const { keyId, name } = await keys.find(key)
  return { signer: await keys.unlock(keyId, passphrase), choice: { ...choice, claimedName: name } }
}
