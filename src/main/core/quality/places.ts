/** States and provinces by their postal codes (USPS Publication 28, Canada Post; PQ is what Quebec was written as). */
const STATES = new Set(
  (
    'AL AK AZ AR CA CO CT DC DE FL GA HI IA ID IL IN KS KY LA MA MD ME MI MN MO MS MT NC ND NE NH NJ NM NV NY OH OK OR PA PR RI SC SD TN TX UT VA VT WA WI WV WY ' +
    'AB BC MB NB NL NS NT NU ON PE PQ QC SK YT'
  ).split(' ')
)

/** Countries that are no given names, as Chad, Georgia, Israel and Jordan are. */
const COUNTRIES = new Set(
  (
    'Argentina Australia Austria Bangladesh Belgium Brazil Bulgaria Canada Chile China Colombia Croatia Cuba Denmark Egypt England Finland France Germany Greece ' +
    'Hungary Iceland India Indonesia Iran Iraq Ireland Italy Japan Kenya Korea Lebanon Luxembourg Malaysia Mexico Morocco Netherlands Nigeria Norway Pakistan Peru ' +
    'Philippines Poland Portugal Romania Russia Scotland Serbia Singapore Slovakia Slovenia Spain Sweden Switzerland Syria Taiwan Thailand Turkey UK USA Ukraine ' +
    'Uruguay Venezuela Vietnam Wales'
  ).split(' ')
)

/** Town, then state or country: “St Louis, MO”, “Paris, France”. */
export function looksLikePlace(text: string): boolean {
  const last = /, (\p{L}+)$/u.exec(text.trim())?.[1]
  return last !== undefined && (STATES.has(last) || COUNTRIES.has(last))
}

const PLACE_WORDS =
  /^(address(es)?|area|birthplace|borough|city|cities|country|countries|county|dest|destination|district|home|hometown|location|municipality|place|province|region|state|street|suburb|town|village)$/
const PERSON_WORDS =
  /^(agent|applicant|borrower|client|contact|customer|employee|firstname|fullname|guest|holder|lastname|owner|passenger|patient|person|surname|tenant)s?$/

/** Whether a header speaks of places and of nobody who lives there: `home.dest`, `BirthPlace`. */
export function headsPlaces(header: string): boolean {
  const words = header
    .replace(/(\p{Ll})(\p{Lu})/gu, '$1 $2')
    .toLowerCase()
    .split(/[^\p{L}]+/u)
  return words.some((word) => PLACE_WORDS.test(word)) && !words.some((word) => PERSON_WORDS.test(word))
}
