/** Clusters under this number in a compared group give no interval. */
export const FEWEST_CLUSTERS = 30
