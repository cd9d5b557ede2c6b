/** The four tables of a Friday as values: order by leader, one fact in every table, totals, lines only on our own. */
import { readdirSync, readFileSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { fridayTable } from '#shared/report/friday-tables.ts';
import { byLeader, type LeaderShown, leaderText } from '#shared/report/leader-order.ts';
import { rowSpans } from '#shared/report/merged-cells.ts';
import { sampleFacts } from '#test/support/paper-samples.ts';

const wishes = { fillDay: '2026-11-20', pageSize: 'A4', hasTotal: false, dataDay: null, signatures: null } as const;

function leader(name: string, rank: string | null = null, delegateName: string | null = null): LeaderShown {
  return { name, rank, delegateName };
}

describe('the order of 附件3 and 附件4', () => {
  it('puts the higher rank first, then the leader who comes first in the order of districts', () => {
    const rows = [
      { id: 1, leaders: [leader('乙', '副厅级')] },
      { id: 2, leaders: [leader('丙')] },
      { id: 3, leaders: [leader('甲', '正厅级')] },
      { id: 4, leaders: [leader('丙')] },
      { id: 5, leaders: [leader('乙', '副厅级')] },
    ];
    expect(byLeader(rows).map((row) => row.id)).toEqual([3, 1, 5, 2, 4]);
  });

  it('keeps a project of two leaders beside the first one’s, in a cell of its own', () => {
    const both = [leader('甲'), leader('乙')];
    const rows = [
      { id: 1, leaders: [leader('甲')] },
      { id: 2, leaders: both },
      { id: 3, leaders: [leader('甲')] },
      { id: 4, leaders: [leader('乙')] },
    ];
    expect(byLeader(rows).map((row) => row.id)).toEqual([1, 3, 2, 4]);
    expect(leaderText(both)).toBe('甲\n乙');
    expect(leaderText([leader('甲', null, '丁')])).toBe('甲（委托丁）');
  });

  it('puts what has no leader last and loses no row, whatever the leaders', () => {
    const name = fc.constantFrom('甲', '乙', '丙', '丁');
    const rank = fc.constantFrom(null, '副省级', '厅局级', '说不清');
    const someone = fc.record({ name, rank, delegateName: fc.constantFrom(null, '戊') });
    fc.assert(
      fc.property(fc.array(fc.array(someone, { maxLength: 3 }), { maxLength: 30 }), (all) => {
        const rows = all.map((leaders, id) => ({ id, leaders }));
        const ordered = byLeader(rows);
        expect(ordered.map((row) => row.id).toSorted((left, right) => left - right)).toEqual(rows.map((row) => row.id));
        const texts = ordered.map((row) => leaderText(row.leaders));
        const blocks = texts.filter((text, at) => text !== texts[at - 1]);
        expect(new Set(blocks).size, 'every text in one block').toBe(blocks.length);
        expect(texts.slice(0, texts.indexOf('') === -1 ? texts.length : texts.indexOf(''))).not.toContain('');
        expect(byLeader(ordered)).toEqual(ordered);
      }),
      { numRuns: 200 },
    );
  });
});

it('the order of districts is read in one place only', () => {
  const queries = new URL('../../db/queries/', import.meta.url);
  const others = readdirSync(queries).filter(
    (file) =>
      file !== 'district-order.ts' &&
      /ORDER BY[^`]*\benrolled_at\b|orderBy\('enrolled_at'\)/.test(readFileSync(new URL(file, queries), 'utf8')),
  );
  expect(others).toEqual([]);
});

describe('the tables', () => {
  it('show one fact alike: what 附件2 prints of a project, 附件3 and 附件4 print too', () => {
    const facts = sampleFacts(6);
    const [second, third, fourth] = (['annex2', 'annex3', 'annex4'] as const).map((table) =>
      fridayTable(table, facts, wishes),
    );
    const common = ['name', 'summary', 'period', 'totalInvestment', 'plannedThisYear', 'investmentToDate', 'progress'];
    const shown = (model: typeof second) =>
      model?.rows.map(({ cells }) =>
        common.map((key) => cells[model.columns.findIndex((column) => column.key === key)]?.text),
      );
    expect(shown(third)).toEqual(shown(second));
    expect(shown(fourth)).toEqual(shown(second));
    expect(fourth?.columns[1]?.head).toBe('市分管领导');
  });

  it('merge one leader’s neighbouring projects into one cell', () => {
    const model = fridayTable('annex3', sampleFacts(7), wishes);
    expect(rowSpans(model).map((row) => row[1])).toEqual([3, 0, 0, 3, 0, 0, 1]);
  });

  it('add up what is known when 合计 is asked for, and say of how many', () => {
    const facts = sampleFacts(4);
    const [foot] = fridayTable('annex2', facts, { ...wishes, hasTotal: true }).footRows;
    const sum = facts.reduce((total, each) => total + (each.totalInvestment ?? 0), 0);
    expect(foot?.cells[1]?.text).toBe('合计（4个）');
    expect(foot?.cells[4]?.value).toBe(sum);
    expect(fridayTable('annex2', [], { ...wishes, hasTotal: true }).footRows).toEqual([]);
  });

  it('carry no line but 填表日期 where they are prescribed; our own states unit, data date and who signs', () => {
    const asked = { ...wishes, dataDay: '2026-11-18', signatures: ['填表人：', '审核人：'] };
    for (const table of ['annex2', 'annex3', 'annex4'] as const)
      expect(fridayTable(table, sampleFacts(1), asked)).toMatchObject({
        above: ['填表日期：2026年11月20日'],
        unitLine: null,
        below: [],
      });
    const own = fridayTable('whiteList', [{ ...sampleFacts(1)[0], needs: '用地：待保障' } as never], asked);
    expect(own.unitLine).toBe('单位：万元');
    expect(own.below[0]).toBe('数据日期：2026年11月18日');
    expect(own.rows[0]?.cells.map((cell) => cell.text)).toContain('用地：待保障');
    expect(fridayTable('whiteList', [], wishes).below).toEqual([]);
  });
});
