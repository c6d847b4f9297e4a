import type { TrustService } from '../services/manage-trust'
import { reportClaims } from '../services/report-claims'
import type { Session } from '../services/session/session'
import { verifyReport } from '../services/verify-report'
import { os } from './implement'
import { given } from './given'

export const verify = ({ ports }: Session, trust: TrustService) =>
  os.verify.router({
    file: os.verify.file.handler(async ({ input }) => {
      const { trust: file, ...rest } = input
      const brought = file === undefined ? {} : { trust: await trust.open(file) }
      const verification = await verifyReport(ports, { ...given(rest), ...brought })
      return { verification, claims: await reportClaims(ports, input.report) }
    })
  })
