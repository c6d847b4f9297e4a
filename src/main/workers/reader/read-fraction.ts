/** How much of the reading is done, 0 … 0.9: the slower of the scan and the load. Null where DuckDB does not know, which it says by 0 or −1 %. */
export const readFraction = (scanned: number, loadedPercent: number): number | null =>
  loadedPercent > 0 ? 0.9 * Math.min(scanned, loadedPercent / 100) : null
