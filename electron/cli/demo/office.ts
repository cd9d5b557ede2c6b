/** One of the two offices of the demonstration: its host, spoken to only through the contract. */
import { copyFileSync } from 'node:fs';
import { basename } from 'node:path';
import type { Host, Printer } from '#electron/host/host.ts';
import { openHost } from '#electron/host/host.ts';
import { hostOptions } from '#electron/host/surroundings.ts';
import type { FileHandle } from '#shared/contract/define.ts';
import type { InputOf, OutputOf, ProcedureName } from '#shared/contract/index.ts';
import type { Result } from '#shared/error.ts';

/** The journey cannot go on; the sentence says why. */
export class JourneyError extends Error {}

export interface DemoOffice {
  readonly name: string;
  /** The value; a refusal ends the journey with its sentence. */
  call<Name extends ProcedureName>(procedure: Name, input: InputOf<Name>): Promise<OutputOf<Name>>;
  /** Where a refusal is what is hoped for. */
  tryCall<Name extends ProcedureName>(procedure: Name, input: InputOf<Name>): Promise<Result<OutputOf<Name>>>;
  /** A file carried here on a stick. */
  takeIn(path: string): FileHandle;
  /** Carries a file of this office away. */
  keep(file: FileHandle, path: string): void;
  close(): Promise<void>;
}

export interface OfficeWishes {
  readonly name: string;
  readonly dataFolder: string;
  readonly operator: string;
  readonly now: string | null;
  readonly printer: Printer;
}

export function openDemoOffice({ name, dataFolder, operator, now, printer }: OfficeWishes): DemoOffice {
  const environment = { FIVE_ONES_NOW: now ?? undefined, FIVE_ONES_OPERATOR: operator };
  const host: Host = openHost(hostOptions({ dataFolder, environment, printer }));
  const tryCall = async <Name extends ProcedureName>(procedure: Name, input: InputOf<Name>) =>
    (await host.call(procedure, input)) as Result<OutputOf<Name>>;
  return {
    name,
    tryCall,
    async call(procedure, input) {
      const result = await tryCall(procedure, input);
      if (!result.ok) throw new JourneyError(`${name}，${procedure}：${result.error.message}（${result.error.code}）`);
      return result.value;
    },
    takeIn: (path) => host.files.register(path, basename(path)),
    keep: (file, path) => copyFileSync(host.files.resolve(file).path, path),
    close: () => host.close(),
  };
}
