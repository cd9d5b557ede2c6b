/** What travels between a centre and a district in tests: up, down, and the receipt back. */
import { mkdtempSync } from 'node:fs';
import { join } from 'node:path';
import type { OutputOf } from '#shared/contract/index.ts';
import { type Office, openOffice, preparedOffices, projectIds } from './offices.ts';

/** The prepared district and its centre, both unlocked, the district's first report taken in. */
export async function officesInTouch(folder: string): Promise<{
  readonly district: Office;
  readonly centre: Office;
  readonly ids: Readonly<Record<string, string>>;
}> {
  const prepared = await preparedOffices(folder);
  process.env['FIVE_ONES_STATE'] = join(folder, 'state');
  const district = openOffice(prepared.district);
  const centre = openOffice(prepared.centre, { operator: '经办戊' });
  await Promise.all([district.unlock(), centre.unlock()]);
  const ids = await projectIds(district);
  await reportUp(district, centre, folder);
  return { district, centre, ids };
}

export async function reportUp(district: Office, centre: Office, folder: string): Promise<void> {
  const sent = await district.call('packages.export', { reviewedBy: '审核甲', issuedBy: '签发乙' });
  await carry(district, centre, sent.file, folder);
}

export async function handDown(centre: Office, district: Office, folder: string): Promise<void> {
  const { office } = await district.call('offices.current', {});
  const sent = await centre.call('packages.exportDown', { recipient: office?.id ?? '', issuedBy: '签发丙' });
  await carry(centre, district, sent.file, folder);
}

async function carry(
  from: Office,
  to: Office,
  file: OutputOf<'packages.export'>['file'] | null,
  folder: string,
): Promise<void> {
  const path = from.keep(file, join(mkdtempSync(join(folder, 'stick-')), 'carried.ldx'));
  const { token } = await to.call('packages.preview', { file: to.take(path) });
  const done = await to.call('packages.import', { token });
  if (done.file !== null) await carry(to, from, done.file, folder);
}
