/** `window.fiveOnes` of the shell: runs sandboxed, holds nothing, passes on. Bundled into one CommonJS file. */
import { contextBridge, type IpcRendererEvent, ipcRenderer, webUtils } from 'electron';
import { type CallOptions, type ChangeEvent, type Door, type DoorEvent, progressOf } from '#shared/contract/door.ts';
import type { InputOf, OutputOf, ProcedureName, Progress } from '#shared/contract/index.ts';
import type { Result } from '#shared/error.ts';
import { channels } from './channels.ts';

const changeListeners = new Set<(event: ChangeEvent) => void>();
const progressListeners = new Map<string, (progress: Progress) => void>();

const door: Door = {
  async call<Name extends ProcedureName>(procedure: Name, input: InputOf<Name>, options: CallOptions = {}) {
    const callId = options.callId ?? crypto.randomUUID();
    if (options.onProgress !== undefined) progressListeners.set(callId, options.onProgress);
    try {
      const result: Result<OutputOf<Name>> = await ipcRenderer.invoke(channels.call, { callId, procedure, input });
      return result;
    } finally {
      progressListeners.delete(callId);
    }
  },
  cancel: (callId) => ipcRenderer.send(channels.cancel, callId),
  pickFile: (accept) => ipcRenderer.invoke(channels.pickFile, accept),
  // A page cannot name a path: only a file that the person dropped has one. What the page made itself goes as bytes.
  takeFile: async (file) => {
    if (!(file instanceof File)) throw new Error('not a file of this page');
    const path = webUtils.getPathForFile(file);
    if (path !== '') return ipcRenderer.invoke(channels.takeFile, path);
    const bytes = new Uint8Array(await file.arrayBuffer());
    return ipcRenderer.invoke(channels.takeBytes, { name: file.name, bytes });
  },
  saveFile: (file, suggestedName) => ipcRenderer.invoke(channels.saveFile, { file, suggestedName }),
  fileAddress: (file) => `/files/${file.handle}?inline`,
  printFile: (file) => ipcRenderer.invoke(channels.printFile, file),
  onChange(listener) {
    changeListeners.add(listener);
    return () => {
      changeListeners.delete(listener);
    };
  },
  setTaskProgress: (fraction) => ipcRenderer.send(channels.taskProgress, fraction),
};

ipcRenderer.on(channels.event, (_: IpcRendererEvent, event: DoorEvent) => {
  switch (event.type) {
    case 'progress':
      progressListeners.get(event.callId)?.(progressOf(event));
      break;
    case 'change':
      for (const listener of changeListeners) listener({ position: event.position });
      break;
  }
});
contextBridge.exposeInMainWorld('fiveOnes', door);
