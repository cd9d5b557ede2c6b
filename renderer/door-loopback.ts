/** `window.fiveOnes` of the loopback door: the same interface that the shell's preload offers, over HTTP to 127.0.0.1. */
import type { FileHandle } from '#shared/contract/define.ts';
import {
  type CallOptions,
  type ChangeEvent,
  type Door,
  type DoorEvent,
  type FileAccept,
  progressOf,
} from '#shared/contract/door.ts';
import type { InputOf, OutputOf, ProcedureName, Progress } from '#shared/contract/index.ts';
import type { Result } from '#shared/error.ts';

const changeListeners = new Set<(event: ChangeEvent) => void>();
const progressListeners = new Map<string, (progress: Progress) => void>();
const titleBefore = { text: '', isSet: false };

const door: Door = {
  async call<Name extends ProcedureName>(procedure: Name, input: InputOf<Name>, options: CallOptions = {}) {
    const callId = options.callId ?? crypto.randomUUID();
    if (options.onProgress !== undefined) progressListeners.set(callId, options.onProgress);
    try {
      const response = await fetch(`/call/${procedure}`, {
        method: 'POST',
        headers: { 'Content-Type': 'application/json' },
        body: JSON.stringify({ callId, input }),
      });
      if (!response.ok) throw new Error(await response.text());
      const result: Result<OutputOf<Name>> = await response.json();
      return result;
    } finally {
      progressListeners.delete(callId);
    }
  },
  cancel(callId) {
    void fetch(`/cancel/${callId}`, { method: 'POST' });
  },
  async pickFile(accept) {
    const file = await chosenFile(accept);
    return file === null ? null : upload(file);
  },
  async takeFile(file) {
    if (!(file instanceof File)) throw new Error('not a file of this page');
    return upload(file);
  },
  async saveFile(file, suggestedName) {
    const link = document.createElement('a');
    link.href = `/files/${file.handle}`;
    link.download = suggestedName ?? file.name;
    link.click();
    // The browser takes it from here, with a dialog or not, as it is set; it does not tell us.
    return true;
  },
  fileAddress: (file) => `/files/${file.handle}?inline`,
  async printFile(file) {
    const frame = document.createElement('iframe');
    frame.hidden = true;
    frame.src = `/files/${file.handle}?inline`;
    await new Promise<void>((resolve, reject) => {
      frame.addEventListener('load', () => resolve(), { once: true });
      frame.addEventListener('error', () => reject(new Error('the file could not be opened for printing')), {
        once: true,
      });
      document.body.append(frame);
    });
    frame.contentWindow?.focus();
    frame.contentWindow?.print();
    // The dialog needs the frame; the next one takes its place.
    frame.dataset['printed'] = '';
    for (const older of document.querySelectorAll('iframe[data-printed]')) if (older !== frame) older.remove();
  },
  onChange(listener) {
    changeListeners.add(listener);
    return () => changeListeners.delete(listener);
  },
  setTaskProgress(fraction) {
    // A browser's window shows its title on the task bar: that is where the progress goes.
    if (!titleBefore.isSet) Object.assign(titleBefore, { text: document.title, isSet: true });
    document.title = fraction === null ? titleBefore.text : `${Math.round(fraction * 100)}% ${titleBefore.text}`;
    if (fraction === null) titleBefore.isSet = false;
  },
};

Object.defineProperty(window, 'fiveOnes', { value: Object.freeze(door), enumerable: true });
new EventSource('/events').addEventListener('message', (message: MessageEvent<string>) => {
  const event: DoorEvent = JSON.parse(message.data);
  switch (event.type) {
    case 'progress':
      progressListeners.get(event.callId)?.(progressOf(event));
      break;
    case 'change':
      for (const listener of changeListeners) listener({ position: event.position });
      break;
  }
});

function chosenFile(accept: FileAccept): Promise<File | null> {
  const input = document.createElement('input');
  input.type = 'file';
  input.accept = accept.extensions.map((extension) => `.${extension}`).join(',');
  return new Promise((resolve) => {
    input.addEventListener('change', () => resolve(input.files?.[0] ?? null), { once: true });
    input.addEventListener('cancel', () => resolve(null), { once: true });
    input.click();
  });
}

async function upload(file: File): Promise<FileHandle> {
  const response = await fetch('/files', {
    method: 'POST',
    // When it was last saved travels along: of two returned files the newer one counts.
    headers: { 'X-File-Name': encodeURIComponent(file.name), 'X-File-Modified': String(file.lastModified) },
    body: file,
  });
  if (!response.ok) throw new Error(await response.text());
  const handle: FileHandle = await response.json();
  return handle;
}
