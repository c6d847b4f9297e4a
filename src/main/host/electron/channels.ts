/** What page and main process say to each other; nothing else is listened to. */
export const CHANNELS = {
  connect: 'assay:connect',
  drawn: 'assay:drawn',
  usable: 'assay:usable',
  newWindow: 'assay:new-window',
  chooseFiles: 'assay:choose-files',
  chooseFolder: 'assay:choose-folder',
  save: 'assay:save',
  /** To the page, with a port. */
  port: 'assay:port',
  lost: 'assay:lost'
} as const
