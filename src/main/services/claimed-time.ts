import type { Ports } from './ports'

/** Now, to the second, as this computer's clock claims. */
export const claimedNow = (ports: Pick<Ports, 'clock'>): string =>
  ports.clock
    .now()
    .toISOString()
    .replace(/\.\d+Z$/, 'Z')
