/** 适用文件 and 放假安排 as the office keeps them: versions, files, what takes effect at once, what stays as it was decided. */
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { InputOf, OutputOf } from '#shared/contract/index.ts';
import { machineFolder, type Office, openOffice, preparedOffices, projectIds } from '#test/support/offices.ts';

type Pack = OutputOf<'rulePacks.get'>;
type Save = InputOf<'rulePacks.save'>;

const machine = machineFolder();
const erqi = 'erqi-2024@1';
let district: Office;
let centre: Office;

beforeAll(async () => {
  const prepared = await preparedOffices(machine.path);
  district = openOffice(prepared.district);
  centre = openOffice(prepared.centre, { operator: '经办戊' });
});
afterAll(async () => {
  await Promise.all([district.close(), centre.close()]);
  machine.remove();
});

/** What a clerk sends who changes one rule of a version and leaves the others. */
function adapted(pack: Pack, kind: string, parameters: object, wishes: Partial<Save> = {}): Save {
  const rules = pack.rules
    .filter((rule) => rule.isStated || rule.kind === kind)
    .map(({ kind: own, parameters: old, source, shown }) =>
      own === kind
        ? {
            kind,
            parameters: { ...(old as object), ...parameters },
            source: '青石办〔2026〕9号 三',
            shown: '按本区办法执行。',
          }
        : { kind: own, parameters: old, source, shown },
    );
  return {
    basedOn: pack.id,
    name: '青石区重点项目办法',
    documentNumber: '青石办〔2026〕9号',
    validFrom: '2026-11-01',
    validUntil: null,
    note: null,
    isUsed: true,
    ...wishes,
    rules,
  };
}

describe('适用文件', () => {
  it('lists the built-in ones, which is in force, and what each leaves open', async () => {
    const { rows, history } = await district.call('rulePacks.list', {});
    expect(rows.map((row) => [row.id, row.isBuiltIn, row.isInForce])).toContainEqual([erqi, true, true]);
    expect(rows).toHaveLength(6);
    expect(history.map((each) => each.id)).toEqual([erqi]);
    const pack = await district.call('rulePacks.get', { id: erqi });
    const open = pack.rules.filter((rule) => rule.isLeftOpen).map((rule) => rule.kind);
    for (const kind of ['lagging', 'deadlineShift', 'investmentToDate', 'poolTransfers']) expect(open).toContain(kind);
    expect(pack.rules.find((rule) => rule.kind === 'deadlineShift')).toMatchObject({
      isStated: false,
      source: '通知未规定，本软件默认',
      lines: [{ label: '截止日遇节假日', text: '提前到前一个工作日' }],
    });
  });

  it('an adapted rule counts at once, without a restart, and can be undone', async () => {
    const before = await district.call('offices.current', {});
    expect(before.period.closesOn).toBe('2026-11-20');
    const pack = await district.call('rulePacks.get', { id: erqi });
    const made = await district.call(
      'rulePacks.save',
      adapted(pack, 'reportingPeriod', { closingWeekday: 4, closingMinute: 960 }),
    );
    expect(made.id).toBe('own@1');
    const now = await district.call('offices.current', {});
    expect(now.period).toMatchObject({ closesOn: '2026-11-19', deadline: '2026-11-19T08:00:00.000Z' });
    expect((await district.call('overviews.district', {})).tasks.map((task) => task.why)).toContain(
      '青石办〔2026〕9号 三',
    );
    await district.call('changes.undo', {});
    expect((await district.call('offices.current', {})).period.closesOn).toBe('2026-11-20');
    expect((await district.call('rulePacks.list', {})).rows).toHaveLength(6);
  });

  it('every saving is a new version of its own; the former stays as it was', async () => {
    const pack = await district.call('rulePacks.get', { id: erqi });
    // own@1 was withdrawn above: its number is not given out again.
    const second = await district.call('rulePacks.save', adapted(pack, 'deadlineShift', { shift: 'after' }));
    expect(second.id).toBe('own@2');
    const own = await district.call('rulePacks.get', { id: 'own@2' });
    expect(own).toMatchObject({ version: 2, isInForce: true, basedOn: '二七区2024年重点项目建设工作实施方案' });
    const third = await district.call('rulePacks.save', adapted(own, 'deadlineShift', { shift: 'none' }));
    expect(third.id).toBe('own@3');
    const shiftOf = async (id: string) =>
      (await district.call('rulePacks.get', { id })).rules.find((rule) => rule.kind === 'deadlineShift')?.parameters;
    expect([await shiftOf('own@2'), await shiftOf('own@3')]).toEqual([{ shift: 'after' }, { shift: 'none' }]);
    const { kinds } = await district.call('rulePacks.compare', { before: 'own@2', after: 'own@3' });
    expect(kinds).toEqual([
      {
        kind: 'deadlineShift',
        label: '节假日顺延',
        rows: [{ label: '截止日遇节假日', before: '顺延到后一个工作日', after: '不变' }],
      },
    ]);
    await district.call('rulePacks.use', { id: erqi });
    const { history } = await district.call('rulePacks.list', {});
    expect(history.slice(0, 3).map((each) => [each.id, each.name])).toEqual([
      [erqi, '二七区2024年重点项目建设工作实施方案'],
      ['own@3', '青石区重点项目办法（本单位第3版）'],
      ['own@2', '青石区重点项目办法（本单位第2版）'],
    ]);
  });

  it('says when a version has not begun or has ended, on its page and on 工作台', async () => {
    const own = await district.call('rulePacks.get', { id: 'own@3' });
    const wishes = { isUsed: true, validFrom: '2026-01-01', validUntil: '2026-10-31' };
    const ended = await district.call('rulePacks.save', adapted(own, 'lagging', { behindPoints: 5 }, wishes));
    const later = { isUsed: false, validFrom: '2027-01-01', validUntil: null };
    const coming = await district.call('rulePacks.save', adapted(own, 'lagging', { behindPoints: 6 }, later));
    const { rows } = await district.call('rulePacks.list', {});
    const standing = (id: string) => rows.find((row) => row.id === id)?.standing;
    expect([standing(ended.id), standing(coming.id), standing('own@3')]).toEqual(['ended', 'notYet', 'valid']);
    const sentences = async () => (await district.call('overviews.district', {})).tasks.map((task) => task.sentence);
    expect(await sentences()).toContain(
      '适用文件“青石区重点项目办法（本单位第4版）”已于2026年10月31日失效，现在仍按它执行。',
    );
    district.turnTo('2027-01-04T02:00:00.000Z');
    expect(await sentences()).toContain('适用文件“青石区重点项目办法（本单位第5版）”2027年1月1日起施行，还没有启用。');
    district.turnTo('2026-11-18T02:00:00.000Z');
    await district.call('rulePacks.use', { id: erqi });
  });

  it('refuses what does not hold together, each with its sentence', async () => {
    const pack = await district.call('rulePacks.get', { id: erqi });
    const refused = async (kind: string, parameters: object, wishes: Partial<Save> = {}) => {
      const { code, message } = await district.refusal('rulePacks.save', adapted(pack, kind, parameters, wishes));
      return `${code} ${message}`;
    };
    expect(await refused('lagging', { behindPoints: -1 })).toContain(
      'RULE_INVALID “进度滞后”低于计划多少个百分点才提示：不能小于0',
    );
    expect(await refused('startStandards', { steps: ['nowhere'] })).toContain(
      '“开工标准”手续模板里没有“nowhere”这一步',
    );
    expect(await refused('projectPools', { pools: ['reserve'] })).toContain('“转化”转化用到了“项目四库”里没有的库');
    expect(await refused('poolEntry', { window: { from: '03-31', until: '01-01' } })).toContain('起止颠倒');
    expect(await refused('lagging', {}, { validFrom: '2027-01-01', validUntil: '2026-01-01' })).toContain(
      'RULE_PACK_DAYS_REVERSED',
    );
    const silent = adapted(pack, 'lagging', {});
    const unsaid = silent.rules.map((rule) => (rule.kind === 'lagging' ? { ...rule, source: ' ' } : rule));
    expect((await district.refusal('rulePacks.save', { ...silent, rules: unsaid })).message).toContain('没有写出处');
    const strange = [...silent.rules, { kind: 'magic', parameters: {}, source: '一', shown: '一' }];
    expect((await district.refusal('rulePacks.save', { ...silent, rules: strange })).code).toBe('FIELD_UNKNOWN');
    expect((await district.refusal('rulePacks.use', { id: 'nobody@1' })).code).toBe('RULE_PACK_UNKNOWN');
    expect((await district.refusal('offices.save', { changes: { rulePack: 'nobody@1' } })).code).toBe(
      'RULE_PACK_UNKNOWN',
    );
    const own = await district.call('rulePacks.get', { id: 'own@3' });
    const same = {
      basedOn: own.id,
      name: own.name,
      documentNumber: own.documentNumber,
      validFrom: own.validFrom,
      validUntil: own.validUntil,
      note: null,
      isUsed: false,
      rules: own.rules
        .filter((rule) => rule.isStated)
        .map(({ kind, parameters, source, shown }) => ({ kind, parameters, source, shown })),
    };
    expect((await district.refusal('rulePacks.save', same)).code).toBe('RULE_PACK_UNCHANGED');
  });

  it('goes to another office as a file, with what differs shown before it is taken in', async () => {
    const { file } = await district.call('rulePacks.exportFile', { id: 'own@3' });
    expect(file.name).toBe('适用文件_青石区重点项目办法（本单位第3版）.json');
    const path = district.keep(file, join(machine.path, 'pack.json'));
    const preview = await centre.call('rulePacks.previewFile', { file: centre.take(path) });
    expect(preview).toMatchObject({ id: 'own@3', name: '青石区重点项目办法', isKnown: false });
    expect(preview.kinds.map((each) => each.label)).toContain('节假日顺延');
    const taken = await centre.call('rulePacks.importFile', { file: centre.take(path), isUsed: true });
    const [there, here] = await Promise.all([
      district.call('rulePacks.get', { id: 'own@3' }),
      centre.call('rulePacks.get', { id: taken.id }),
    ]);
    expect(here.rules).toEqual(there.rules);
    expect(here).toMatchObject({ isInForce: true, name: there.name, note: '从文件“pack.json”导入' });
    expect((await centre.call('rulePacks.previewFile', { file: centre.take(path) })).isKnown).toBe(true);
    expect((await centre.refusal('rulePacks.importFile', { file: centre.take(path), isUsed: false })).code).toBe(
      'RULE_PACK_KNOWN',
    );
    await centre.call('rulePacks.use', { id: erqi });
  });

  it('refuses a file that is none, is damaged, or comes from a newer program', async () => {
    const whole = readFileSync(join(machine.path, 'pack.json'), 'utf8');
    const refused = async (text: string) => {
      const path = join(machine.path, 'other.json');
      writeFileSync(path, text);
      const { code, message } = await centre.refusal('rulePacks.previewFile', { file: centre.take(path) });
      return `${code} ${message}`;
    };
    expect(await refused(whole.slice(0, 500))).toContain(
      'RULE_PACK_FILE_INVALID 这个文件不能作为适用文件导入：不是完整的文件',
    );
    expect(await refused('{"format":"something"}')).toContain('不是从“适用文件”导出的文件');
    expect(await refused(whole.replace('"formatVersion": 1', '"formatVersion": 2'))).toContain('RULE_PACK_FILE_NEWER');
    expect(await refused(whole.replace('"kind": "lagging"', '"kind": "fromTheFuture"'))).toContain(
      'RULE_PACK_FILE_NEWER',
    );
    expect(await refused(whole.replace('"shift": "none"', '"shift": "sideways"'))).toContain(
      '“节假日顺延”截止日遇节假日：',
    );
    expect(await refused(whole.replace('"name": "青石区重点项目办法"', '"name": 7'))).toContain('内容不完整或被改动过');
    expect(await refused('x'.repeat(2_000_001))).toContain('文件太大');
    // Notepad's mark before the text is none of these.
    writeFileSync(join(machine.path, 'marked.json'), `\uFEFF${whole}`);
    const marked = await centre.call('rulePacks.previewFile', { file: centre.take(join(machine.path, 'marked.json')) });
    expect(marked.name).toBe('青石区重点项目办法');
  });

  it('a decision keeps the version that stood beside it when another comes into force', async () => {
    await Promise.all([centre.unlock(), district.unlock()]);
    const ids = await projectIds(district);
    const projectId = ids['青石大桥'] ?? '';
    const sent = await district.call('packages.export', { reviewedBy: '审核甲', issuedBy: '签发乙' });
    const { token } = await centre.call('packages.preview', {
      file: centre.take(district.keep(sent.file, join(machine.path, 'sent.ldx'))),
    });
    await centre.call('packages.import', { token });
    const own = (await centre.call('rulePacks.list', {})).rows.find((row) => !row.isBuiltIn)?.id ?? '';
    await centre.call('rulePacks.use', { id: own });
    await centre.call('reports.decideLagging', {
      period: '2026-11-20',
      items: [{ projectId, isListed: true, reason: '已约谈' }],
    });
    await centre.call('rulePacks.use', { id: erqi });
    const { rows } = await centre.call('reports.lagging', {});
    expect(rows.find((row) => row.projectId === projectId)?.decision?.rulePack).toBe(
      '青石区重点项目办法（本单位第1版）',
    );
  });

  it('a move between the pools keeps its version and clause too', async () => {
    const enter = async (name: string) => {
      const { id } = await district.call('projects.save', { changes: { name } });
      await district.call('pools.enter', { projectId: id, to: 'reserve', onDay: '2026-11-16' });
      return id;
    };
    const first = await enter('青石冷链');
    const pack = await district.call('rulePacks.get', { id: erqi });
    const made = await district.call('rulePacks.save', adapted(pack, 'poolEntry', {}, { name: '青石区入库办法' }));
    const second = await enter('青石仓储');
    await district.call('rulePacks.use', { id: erqi });
    const decidedBy = async (projectId: string) => {
      const [step] = (await district.call('pools.ofProject', { id: projectId })).steps;
      return [step?.rulePack, step?.source];
    };
    expect(await decidedBy(first)).toEqual([pack.name, expect.stringContaining('二七办文〔2024〕7号 四(二)1')]);
    const version = made.id.split('@')[1] ?? '';
    expect(await decidedBy(second)).toEqual([`青石区入库办法（本单位第${version}版）`, '青石办〔2026〕9号 三']);
  });

  it('“截至完成投资” follows the pack until the office has chosen in the table', async () => {
    const meaning = async () => (await centre.call('reports.lagging', {})).investmentToDate;
    expect(await meaning()).toBe('thisYear');
    const pack = await centre.call('rulePacks.get', { id: erqi });
    await centre.call('rulePacks.save', adapted(pack, 'investmentToDate', { meaning: 'sinceStart' }));
    expect(await meaning()).toBe('sinceStart');
    await centre.call('settings.set', { key: 'reports.investmentToDate', value: 'thisYear' });
    expect(await meaning()).toBe('thisYear');
  });
});

describe('放假安排', () => {
  const day = (text: string, isWorkingDay: boolean) => ({ day: text, isWorkingDay, holiday: '元旦' });
  const notice = '国务院办公厅关于2027年部分节假日安排的通知';

  it('has the years that came with the program, and says which is missing', async () => {
    const { years, missingYear } = await district.call('calendars.list', {});
    expect(years.map((each) => [each.year, each.workingDays])).toEqual([
      [2026, 248],
      [2025, 248],
      [2024, 251],
      [2023, 249],
      [2022, 249],
      [2021, 250],
      [2020, 249],
      [2019, 250],
    ]);
    expect(missingYear).toBe(2027);
  });

  it('takes the next notice from its text, and deadlines follow it at once', async () => {
    // 2027-01-01 is a Friday: without the notice the deadline stays there.
    district.turnTo('2026-12-30T02:00:00.000Z');
    const deadline = async () => (await district.call('offices.current', {})).period.deadline;
    expect(await deadline()).toBe('2027-01-01T04:00:00.000Z');
    const codes = async () => (await district.call('overviews.district', {})).tasks.map((task) => task.code);
    expect(await codes()).toContain('CALENDAR_MISSING');
    const read = await district.call('calendars.read', {
      text: `${notice} 元旦：1月1日（周五）至3日（周日）放假，共3天。春节：2月5日至11日放假调休，共7天。1月31日（周日）、2月13日（周六）上班。
      清明节：4月3日至5日放假，共3天。劳动节：5月1日至5日放假调休，共5天。4月25日（周日）上班。端午节：6月9日放假，共1天。
      中秋节：9月15日放假，共1天。国庆节：10月1日至7日放假调休，共7天。10月9日（周六）上班。`,
    });
    expect(read).toMatchObject({ year: 2027, notice, problems: [] });
    await district.call('calendars.save', {
      year: 2027,
      notice,
      documentNumber: null,
      days: read.days.map(({ day: own, isWorkingDay, holiday }) => ({
        day: own,
        isWorkingDay,
        holiday: holiday ?? '',
      })),
    });
    expect(await deadline()).toBe('2026-12-31T04:00:00.000Z');
    expect(await codes()).not.toContain('CALENDAR_MISSING');
    const { years, missingYear } = await district.call('calendars.list', {});
    expect([years[0]?.year, years[0]?.origin, years[0]?.workingDays, missingYear]).toEqual([
      2027,
      'entered',
      read.workingDays,
      2028,
    ]);
    await district.call('calendars.remove', { year: 2027 });
    expect(await deadline()).toBe('2027-01-01T04:00:00.000Z');
    expect((await district.refusal('calendars.remove', { year: 2027 })).code).toBe('CALENDAR_NOT_LOADED');
    district.turnTo('2026-11-18T02:00:00.000Z');
  });

  it('is refused where the days do not fit together', async () => {
    const refused = async (days: ReturnType<typeof day>[]) =>
      (await district.refusal('calendars.save', { year: 2027, notice, documentNumber: null, days })).message;
    expect(await refused([day('2027-01-01', false), day('2027-01-01', true)])).toBe(
      '2027年的放假安排没有保存：1月1日既写了放假又写了上班。请对照通知原文改正。',
    );
    const text = `${notice} 元旦：1月1日（周四）放假，共1天。`;
    const misread = { year: 2027, notice, documentNumber: null, days: [day('2027-01-01', false)], text };
    expect((await district.refusal('calendars.save', misread)).message).toContain('通知写1月1日是周四，实际是周五');
    expect(await refused([day('2027-01-04', true)])).toContain('1月4日是周一，本来就上班，不是调休上班');
    expect(await refused([day('2025-01-01', false)])).toContain('1月1日不在2027年');
    expect(
      (await district.refusal('calendars.save', { year: 2027, notice, documentNumber: null, days: [] })).code,
    ).toBe('INPUT_INVALID');
  });
});
