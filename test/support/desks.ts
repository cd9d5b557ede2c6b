/** Several desks of one office in a test: invited, joined, and their files carried on sticks. */
import { join } from 'node:path';
import type { OutputOf } from '#shared/contract/index.ts';
import { type Office, openOffice, testPassphrase } from './offices.ts';

type Made = OutputOf<'desks.export'>['file'] | null;

export interface DeskCourier {
  /** Carries a file of an office away; answers where it is now. */
  onStick(from: Office, file: Made): string;
  takeIn(office: Office, path: string): Promise<OutputOf<'packages.import'> & { readonly sentence: string }>;
  /** A file for the other desks, made at one and taken in at the other. */
  sync(from: Office, to: Office): Promise<string>;
  report(from: Office): Promise<string>;
  invitationOf(office: Office, name?: string): Promise<string>;
  /** A new computer, joined and unlocked. */
  joined(invitation: string, name: string, operator?: string): Promise<Office>;
}

export function deskCourier(folder: string): DeskCourier {
  let carried = 0;
  const onStick: DeskCourier['onStick'] = (from, file) => {
    carried += 1;
    return from.keep(file, join(folder, `stick-${carried}.ldx`));
  };
  const takeIn: DeskCourier['takeIn'] = async (office, path) => {
    const { token, sentence } = await office.call('packages.preview', { file: office.take(path) });
    return { ...(await office.call('packages.import', { token })), sentence };
  };
  return {
    onStick,
    takeIn,
    async sync(from, to) {
      const path = onStick(from, (await from.call('desks.export', {})).file);
      await takeIn(to, path);
      return path;
    },
    async report(from) {
      const sent = await from.call('packages.export', { reviewedBy: '审核甲', issuedBy: '签发乙' });
      return onStick(from, sent.file);
    },
    async invitationOf(office, name = '经办乙的电脑') {
      const { file } = await office.call('desks.invite', { name });
      carried += 1;
      return office.keep(file, join(folder, `invitation-${carried}.ldj`));
    },
    async joined(invitation, name, operator = '经办乙') {
      const desk = openOffice(join(folder, name), { operator });
      const file = desk.take(invitation);
      await desk.call('desks.join', { file, passphrase: testPassphrase, name: `${operator}的电脑`, operator });
      await desk.unlock();
      return desk;
    },
  };
}
