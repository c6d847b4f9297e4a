import regular from '@expo-google-fonts/source-sans-3/400Regular/SourceSans3_400Regular.ttf?inline'
import semibold from '@expo-google-fonts/source-sans-3/600SemiBold/SourceSans3_600SemiBold.ttf?inline'

const face = (url: string, weight: number): string => `@font-face{font-family:'Source Sans 3';font-weight:${weight};src:url(${url})}`

/** The page's own fonts as a picture carries them; within the build, as the page may fetch nothing. */
export const faces = face(regular, 400) + face(semibold, 600)
