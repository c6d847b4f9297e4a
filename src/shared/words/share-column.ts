/** Whether figures under this title are shares of a whole, to be read as percentages. */
export const isShareTitle = (title: string): boolean => title.startsWith('Share of ')
