import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { runCommandLine } from '#electron/cli/run.ts';
import { contract } from '#shared/contract/index.ts';
import { frozenNow, openTestHost, setUpDistrict, temporaryFolder, testPassphrase } from '#test/support/host.ts';

const folder = temporaryFolder();
const dataFolder = join(folder.path, 'data');

beforeAll(() => setUpDistrict(dataFolder));
afterAll(() => folder.remove());

describe('a call', () => {
  test('answers one line of JSON and exits 0', async () => {
    const { code, answer, out } = await cli(['--data', dataFolder, 'offices.current']);
    expect(code).toBe(0);
    expect(out.endsWith('}\n') && out.indexOf('\n') === out.length - 1).toBe(true);
    expect(answer).toMatchObject({ ok: true, value: { office: { shortName: '青石区' }, frozenNow } });
  });

  test('that is refused says code, sentence and details, and exits 1', async () => {
    const { code, answer } = await cli(['--data', dataFolder, 'projects.get', '{"id":"none"}']);
    expect(code).toBe(1);
    expect(answer).toMatchObject({
      ok: false,
      error: { code: 'RECORD_NOT_FOUND', message: expect.stringContaining('请'), details: {} },
    });
  });

  test('takes its input from the line, a file or standard input', async () => {
    const input = join(folder.path, 'input.json');
    writeFileSync(input, '{"search":"没有这样的项目"}');
    for (const [typed, stdin] of [
      ['{"search":"没有这样的项目"}', ''],
      [`@${input}`, ''],
      ['-', '{"search":"没有这样的项目"}'],
    ] as const) {
      const { answer } = await cli(['--data', dataFolder, 'projects.list', typed], { stdin });
      expect(answer).toMatchObject({ ok: true, value: { total: 0, rows: [] } });
    }
  });

  test('records who is working', async () => {
    const environment = { FIVE_ONES_OPERATOR: '经办乙' };
    const saved = await cli(['--data', dataFolder, 'projects.save', '{"changes":{"name":"青石区文化馆"}}'], {
      environment,
    });
    expect(saved.answer).toMatchObject({ ok: true });
    const { answer } = await cli(['--data', dataFolder, 'changes.list']);
    expect(answer).toMatchObject({ value: { rows: [{ actor: '经办乙' }, { actor: '经办甲' }] } });
  });

  test('works on a data folder that is not there yet', async () => {
    const { code, answer } = await cli(['--data', join(folder.path, 'new'), 'projects.list']);
    expect(code).toBe(1);
    expect(answer).toMatchObject({ error: { code: 'OFFICE_NOT_SET_UP' } });
  });
});

describe('files', () => {
  test('go in as {"$file": path}, with progress on standard error', async () => {
    const path = join(folder.path, '计划.csv');
    writeFileSync(path, '序号,项目名称,总投资（万元）\n1,某某广场,1200\n');
    const { code, answer, err } = await cli([
      '--data',
      dataFolder,
      'ledgerImports.preview',
      JSON.stringify({ file: { $file: path } }),
    ]);
    expect(code).toBe(0);
    expect(answer).toMatchObject({ ok: true, value: { fileName: '计划.csv' } });
    expect(err).not.toBe('');
  });

  test('that are not there are refused', async () => {
    const { code, answer } = await cli([
      '--data',
      dataFolder,
      'ledgerImports.preview',
      '{"file":{"$file":"/nowhere/计划.csv"}}',
    ]);
    expect(code).toBe(1);
    expect(answer).toMatchObject({ error: { code: 'FILE_NOT_FOUND', details: { name: '/nowhere/计划.csv' } } });
  });

  test('of a program running on the same data folder stay when a call has ended; those of one that died go', async () => {
    const running = openTestHost(dataFolder);
    const { path, file } = running.files.create('正在用.csv');
    writeFileSync(path, 'x');
    const nobody = 2 ** 22 + 1;
    const abandoned = join(dataFolder, 'work', `${nobody}-00000000`);
    mkdirSync(abandoned);
    await cli(['--data', dataFolder, 'offices.current']);
    expect(running.files.resolve(file).path).toBe(path);
    expect(existsSync(abandoned)).toBe(false);
    await running.close();
  });

  test('that come back go to --out, where the value says they lie', async () => {
    const out = join(folder.path, '登记文件.bin');
    const environment = { FIVE_ONES_PASSPHRASE: testPassphrase };
    const { code, answer } = await cli(['--data', dataFolder, 'offices.enrolmentFile', '--out', out], { environment });
    expect(code).toBe(0);
    expect(answer).toMatchObject({ value: { file: { path: out, name: expect.any(String) } } });
    expect(readFileSync(out).length).toBeGreaterThan(0);
  });

  test('that come back into a folder keep their own name', async () => {
    const out = join(folder.path, 'out');
    mkdirSync(out);
    const environment = { FIVE_ONES_PASSPHRASE: testPassphrase };
    const { answer } = await cli(['--data', dataFolder, 'offices.enrolmentFile', '{}', '--out', out], { environment });
    const { value } = answer as { value: { file: { path: string; name: string } } };
    expect(value.file.path).toBe(join(out, value.file.name));
    expect(existsSync(value.file.path)).toBe(true);
  });

  test('are not made when --out cannot be written', async () => {
    const { code, answer } = await cli([
      '--data',
      dataFolder,
      'offices.enrolmentFile',
      '--out',
      join(folder.path, 'none', 'file'),
    ]);
    expect(code).toBe(1);
    expect(answer).toMatchObject({ error: { code: 'FILE_NOT_WRITABLE' } });
  });
});

describe('the key', () => {
  test('is opened by FIVE_ONES_PASSPHRASE, only for this call', async () => {
    const locked = await cli(['--data', dataFolder, 'offices.enrolmentFile']);
    expect(locked.answer).toMatchObject({ error: { code: 'KEY_LOCKED' } });
  });

  test('stays shut under a wrong passphrase', async () => {
    const environment = { FIVE_ONES_PASSPHRASE: '不是这个口令' };
    const { code, answer } = await cli(['--data', dataFolder, 'offices.enrolmentFile'], { environment });
    expect(code).toBe(1);
    expect(answer).toMatchObject({ error: { code: 'PASSPHRASE_WRONG' } });
  });
});

describe('help', () => {
  test('list names every procedure with its kind and the schema of its input', async () => {
    const { code, answer } = await cli(['list']);
    expect(code).toBe(0);
    const { value } = answer as { value: { procedures: { name: string; kind: string; input: { type: string } }[] } };
    expect(value.procedures.map(({ name }) => name)).toEqual(Object.keys(contract));
    for (const { kind, input } of value.procedures) {
      expect(['query', 'command', 'job']).toContain(kind);
      expect(input.type).toBe('object');
    }
  });

  test('help says how to write a call', async () => {
    for (const words of [['help'], ['--help'], []]) {
      const { code, out } = await cli(words);
      expect(code).toBe(0);
      expect(out).toContain('--data DIR PROCEDURE [JSON | @file | -] [--out FILE]');
    }
  });

  test.each([
    [['projects.list']],
    [['--data', dataFolder]],
    [['--data', dataFolder, 'projects.list', '{}', 'more']],
    [['--data', dataFolder, 'projects.list', '{oops']],
    [['--data', dataFolder, 'projects.list', '@/nowhere.json']],
    [['--data', dataFolder, '--verbose', 'projects.list']],
    [['--data', dataFolder, 'projects.list', '--out', '']],
  ])('%j is wrong usage: exit 2, and still JSON', async (words) => {
    const { code, answer, err } = await cli(words);
    expect(code).toBe(2);
    expect(answer).toMatchObject({ ok: false, error: { code: 'USAGE_INVALID' } });
    expect(err).toContain('help');
  });
});

interface Spoken {
  readonly code: number;
  readonly out: string;
  readonly err: string;
  readonly answer: unknown;
}

async function cli(
  words: readonly string[],
  { stdin = '', environment = {} }: { stdin?: string; environment?: Record<string, string> } = {},
): Promise<Spoken> {
  let [out, err] = ['', ''];
  const code = await runCommandLine(words, {
    env: { FIVE_ONES_NOW: frozenNow, FIVE_ONES_OPERATOR: '经办甲', ...environment },
    stdin: Readable.from([stdin]),
    stdout: { write: (text) => (out += text) },
    stderr: { write: (text) => (err += text) },
    once: () => undefined,
  });
  return { code, out, err, answer: out.startsWith('{') ? JSON.parse(out) : null };
}
