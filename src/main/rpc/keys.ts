import type { ListedKey } from '../../shared/contract/keys'
import type { Identity } from '../../shared/model/identity'
import type { Session } from '../services/session/session'
import { os } from './implement'

const listed = ({ name, organisation, email, keyId, algorithm, createdAt }: Identity): ListedKey => ({
  name,
  organisation,
  email,
  keyId,
  algorithm,
  createdAt
})

export const keys = ({ ports }: Session) => {
  const { keys: store, files, clock } = ports
  return os.keys.router({
    list: os.keys.list.handler(async () => (await store.list()).map(listed)),
    create: os.keys.create.handler(async ({ input }) => listed(await store.create(input.claims, input.passphrase, clock.now()))),
    import: os.keys.import.handler(async ({ input }) => {
      const { file, filePassphrase, passphrase } = input
      return listed(await store.importPkcs12(file, await files.read(file), filePassphrase, passphrase, clock.now()))
    }),
    certificate: os.keys.certificate.handler(async ({ input }) => ({ pem: await store.certificatePem(input.key) })),
    request: os.keys.request.handler(async ({ input }) => ({ pem: await store.requestPem(input.key, input.passphrase) })),
    remove: os.keys.remove.handler(async ({ input }) => {
      await store.remove(input.keyId)
      return {}
    })
  })
}
