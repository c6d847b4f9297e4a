/** Detectors of change as their authors write them. */
const NAMES: Readonly<Record<string, string>> = {
  adwin: 'ADWIN',
  ddm: 'DDM',
  eddm: 'EDDM',
  page_hinkley: 'Page–Hinkley',
  kswin: 'KSWIN'
}

/** The name of a detector; other words in place of an id as they are, without underlines. */
export const detectorName = (id: string): string => NAMES[id] ?? id.replaceAll('_', ' ')
