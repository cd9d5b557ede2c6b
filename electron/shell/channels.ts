/** Names of the messages between the preload and the main process: the whole of what can be said. */
export const channels = {
  call: 'five-ones:call',
  cancel: 'five-ones:cancel',
  pickFile: 'five-ones:pick-file',
  takeFile: 'five-ones:take-file',
  takeBytes: 'five-ones:take-bytes',
  saveFile: 'five-ones:save-file',
  printFile: 'five-ones:print-file',
  taskProgress: 'five-ones:task-progress',
  /** The only one that goes to the page. */
  event: 'five-ones:event',
} as const;
