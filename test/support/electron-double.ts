/**
 * Stands in for the `electron` package where there is no binary: a double of the outside world, never of our own code. Main
 * and preload run unmodified against it, joined as Electron joins them: messages are cloned, the sender is said.
 */
import { EventEmitter } from 'node:events';

export type Handler = (event: unknown, message: unknown) => unknown;

export interface ElectronDouble {
  readonly module: Readonly<Record<string, unknown>>;
  /** What the preload gave the page. */
  readonly exposed: Map<string, unknown>;
  readonly windows: WindowDouble[];
  readonly app: AppDouble;
  readonly handlers: Map<string, Handler>;
  readonly session: SessionDouble;
  /** Answers of the next dialogs. */
  readonly dialogs: { open: string | null; save: string | null };
  /** The frame that messages come from; the main frame of the first window unless a test says otherwise. */
  sender: { frame: unknown };
}

class AppDouble extends EventEmitter {
  readonly isPackaged = false;
  readonly paths = new Map<string, string>();
  isSandboxed = false;
  hasLock = true;
  exitCode: number | null = null;
  readonly exited = Promise.withResolvers<number>();
  enableSandbox(): void {
    this.isSandboxed = true;
  }
  setPath(name: string, path: string): void {
    this.paths.set(name, path);
  }
  requestSingleInstanceLock(): boolean {
    return this.hasLock;
  }
  whenReady(): Promise<void> {
    return Promise.resolve();
  }
  quit(): void {
    this.emit('before-quit', { preventDefault: () => undefined });
  }
  exit(code: number): void {
    this.exitCode = code;
    this.exited.resolve(code);
  }
}

class ContentsDouble extends EventEmitter {
  readonly mainFrame = { url: '' };
  readonly sent: { channel: string; message: unknown }[] = [];
  windowOpenHandler: ((details: { url: string }) => { action: string }) | null = null;
  printed = 0;
  onSend: (channel: string, message: unknown) => void = () => undefined;
  setWindowOpenHandler(handler: (details: { url: string }) => { action: string }): void {
    this.windowOpenHandler = handler;
  }
  send(channel: string, message: unknown): void {
    this.sent.push({ channel, message });
    this.onSend(channel, structuredClone(message));
  }
  async executeJavaScript(): Promise<boolean> {
    return true;
  }
  async printToPDF(): Promise<Buffer> {
    return Buffer.from(
      '%PDF-1.7\n1 0 obj << /Type /Pages /Count 2 >>\n2 0 obj << /Type /Page >>\n3 0 obj << /Type /Page >>',
    );
  }
  print(): void {
    this.printed += 1;
  }
}

class WindowDouble extends EventEmitter {
  readonly options: Readonly<Record<string, unknown>>;
  readonly webContents = new ContentsDouble();
  progress = -1;
  isGone = false;
  constructor(options: Readonly<Record<string, unknown>>) {
    super();
    this.options = options;
  }
  async loadURL(url: string): Promise<void> {
    this.webContents.mainFrame.url = url;
  }
  show(): void {}
  focus(): void {
    this.emit('focused');
  }
  restore(): void {}
  isMinimized(): boolean {
    return false;
  }
  isDestroyed(): boolean {
    return this.isGone;
  }
  destroy(): void {
    this.isGone = true;
  }
  setProgressBar(progress: number): void {
    this.progress = progress;
  }
}

class SessionDouble {
  pageHandler: ((request: { url: string; method: string }) => Response | Promise<Response>) | null = null;
  requestFilter: ((details: { url: string }, answer: (decision: { cancel: boolean }) => void) => void) | null = null;
  permissionHandler: ((contents: unknown, permission: string, answer: (granted: boolean) => void) => void) | null =
    null;
  permissionCheck: (() => boolean) | null = null;
  deviceHandler: (() => boolean) | null = null;
  readonly protocol = {
    handle: (_scheme: string, handler: NonNullable<SessionDouble['pageHandler']>) => {
      this.pageHandler = handler;
    },
  };
  readonly webRequest = {
    onBeforeRequest: (filter: NonNullable<SessionDouble['requestFilter']>) => {
      this.requestFilter = filter;
    },
  };
  setPermissionRequestHandler(handler: NonNullable<SessionDouble['permissionHandler']>): void {
    this.permissionHandler = handler;
  }
  setPermissionCheckHandler(handler: () => boolean): void {
    this.permissionCheck = handler;
  }
  setDevicePermissionHandler(handler: () => boolean): void {
    this.deviceHandler = handler;
  }
  setSpellCheckerEnabled(): void {}
}

export function electronDouble(): ElectronDouble {
  const app = new AppDouble();
  const windows: WindowDouble[] = [];
  const handlers = new Map<string, Handler>();
  const exposed = new Map<string, unknown>();
  const session = new SessionDouble();
  const dialogs: ElectronDouble['dialogs'] = { open: null, save: null };
  const sender: ElectronDouble['sender'] = { frame: null };
  const toPage = new EventEmitter();

  const event = () => ({ senderFrame: sender.frame ?? windows[0]?.webContents.mainFrame ?? null });
  const deliver = async (channel: string, message: unknown): Promise<unknown> => {
    const handler = handlers.get(channel);
    if (handler === undefined) throw new Error(`nobody handles ${channel}`);
    return structuredClone(await handler(event(), structuredClone(message)));
  };
  const WindowClass = class extends WindowDouble {
    constructor(options: Readonly<Record<string, unknown>>) {
      super(options);
      windows.push(this);
      this.webContents.onSend = (channel, message) => toPage.emit(channel, {}, message);
      app.emit('web-contents-created', {}, this.webContents);
    }
  };
  const module = {
    app,
    BrowserWindow: WindowClass,
    session: { defaultSession: session },
    protocol: { registerSchemesAsPrivileged: () => undefined },
    dialog: {
      showOpenDialog: async () => ({
        canceled: dialogs.open === null,
        filePaths: dialogs.open === null ? [] : [dialogs.open],
      }),
      showSaveDialog: async () => ({ canceled: dialogs.save === null, filePath: dialogs.save ?? '' }),
      showErrorBox: (_title: string, text: string) => {
        throw new Error(text);
      },
    },
    ipcMain: {
      handle: (channel: string, handler: Handler) => handlers.set(channel, handler),
      on: (channel: string, handler: Handler) => handlers.set(channel, handler),
    },
    ipcRenderer: {
      invoke: deliver,
      send: (channel: string, message: unknown) => void deliver(channel, message),
      on: (channel: string, listener: (event: unknown, message: unknown) => void) => toPage.on(channel, listener),
    },
    contextBridge: { exposeInMainWorld: (name: string, value: unknown) => exposed.set(name, value) },
    webUtils: { getPathForFile: (file: { path?: string }) => file.path ?? '' },
  };
  return { module, exposed, windows, app, handlers, session, dialogs, sender };
}
