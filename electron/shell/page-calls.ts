/** The main process's end of the preload: every message is checked for its sender and parsed before anything is done. */
import { existsSync, statSync, writeFileSync } from 'node:fs';
import { basename } from 'node:path';
import { type BrowserWindow, dialog, type IpcMainEvent, type IpcMainInvokeEvent, ipcMain } from 'electron';
import { z } from 'zod';
import { carryOut } from '#electron/host/files/copy.ts';
import { safeFileName } from '#electron/host/files.ts';
import type { Host } from '#electron/host/host.ts';
import { isCallId, type RunningCalls, runningCalls } from '#electron/host/running-calls.ts';
import { type FileHandle, fileHandle } from '#shared/contract/define.ts';
import type { DoorEvent } from '#shared/contract/door.ts';
import { ProblemError, problem } from '#shared/error.ts';
import { channels } from './channels.ts';
import { isOurPage } from './page-protocol.ts';
import { openForPrinting } from './paper.ts';

const callMessage = z.strictObject({
  callId: z.string().refine(isCallId),
  procedure: z.string().max(100),
  input: z.unknown(),
});
const acceptMessage = z.strictObject({
  label: z.string().max(100),
  extensions: z.array(z.string().regex(/^[a-z0-9-]{1,20}$/)).max(20),
});
const saveMessage = z.strictObject({ file: fileHandle, suggestedName: z.string().max(255).optional() });
/** Pictures that a page drew: pixels of one scanned page are 12 MB at most. */
const bytesMessage = z.strictObject({
  name: z.string().min(1).max(255),
  bytes: z.instanceof(Uint8Array).refine((bytes) => bytes.length <= 64 * 1024 * 1024),
});
const fractionMessage = z.number().min(0).max(1).nullable();

/** Returns the calls under way, to be stopped when the window closes. */
export function answerPage(window: BrowserWindow, host: Host): RunningCalls {
  const calls = runningCalls(host);
  const send = (event: DoorEvent) => {
    if (!window.isDestroyed()) window.webContents.send(channels.event, event);
  };
  const handle = <T>(channel: string, schema: z.ZodType<T>, work: (message: T) => unknown) => {
    ipcMain.handle(channel, (event, message: unknown) => {
      checkSender(event, window);
      return work(schema.parse(message));
    });
  };
  const listen = <T>(channel: string, schema: z.ZodType<T>, work: (message: T) => void) => {
    ipcMain.on(channel, (event, message: unknown) => {
      checkSender(event, window);
      work(schema.parse(message));
    });
  };

  handle(channels.call, callMessage, ({ callId, procedure, input }) =>
    calls.call(callId, procedure, input, (progress) => send({ type: 'progress', callId, ...progress })),
  );
  listen(channels.cancel, z.string(), (callId) => calls.cancel(callId));
  handle(channels.pickFile, acceptMessage, (accept) => pickFile(window, host, accept));
  handle(channels.takeFile, z.string(), (path) => taken(host, path));
  handle(channels.takeBytes, bytesMessage, ({ name, bytes }) => {
    const { path, file } = host.files.create(name);
    writeFileSync(path, bytes, { flag: 'wx', mode: 0o600 });
    return file;
  });
  handle(channels.saveFile, saveMessage, ({ file, suggestedName }) => saveFile(window, host, file, suggestedName));
  handle(channels.printFile, fileHandle, (file) => {
    host.files.resolve(file);
    return openForPrinting(file, window);
  });
  listen(channels.taskProgress, fractionMessage, (fraction) => window.setProgressBar(fraction ?? -1));
  host.onChange(({ position }) => send({ type: 'change', position }));
  return calls;
}

/** Only the top frame of our own page in our own window is heard. */
function checkSender(event: IpcMainEvent | IpcMainInvokeEvent, window: BrowserWindow): void {
  const frame = event.senderFrame;
  if (frame === null || frame !== window.webContents.mainFrame || !isOurPage(frame.url))
    throw new Error('not our page');
}

async function pickFile(
  window: BrowserWindow,
  host: Host,
  accept: z.infer<typeof acceptMessage>,
): Promise<FileHandle | null> {
  const { canceled, filePaths } = await dialog.showOpenDialog(window, {
    title: `选择${accept.label}`,
    properties: ['openFile'],
    filters: [{ name: accept.label, extensions: accept.extensions }],
  });
  const [path] = filePaths;
  return canceled || path === undefined ? null : taken(host, path);
}

function taken(host: Host, path: string): FileHandle {
  if (!existsSync(path) || !statSync(path).isFile()) throw problem('FILE_NOT_FOUND', { name: basename(path) });
  return host.files.register(path, basename(path));
}

async function saveFile(
  window: BrowserWindow,
  host: Host,
  file: FileHandle,
  suggestedName: string | undefined,
): Promise<boolean> {
  const source = host.files.resolve(file);
  const { canceled, filePath } = await dialog.showSaveDialog(window, {
    title: '另存为',
    defaultPath: safeFileName(suggestedName ?? source.name),
  });
  if (canceled || filePath === '') return false;
  try {
    await carryOut(source.path, filePath);
  } catch (error) {
    if (error instanceof ProblemError) throw error;
    throw problem(
      'FILE_NOT_WRITABLE',
      { name: basename(filePath), reason: error instanceof Error ? error.message : '' },
      error,
    );
  }
  return true;
}
