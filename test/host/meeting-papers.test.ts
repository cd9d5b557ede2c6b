/** 汇报单 and 听取汇报材料 through the contract: their facts are those of the ledgers; as PDF models and as Word files. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { DocumentModel, PrintModel } from '#shared/report/model.ts';
import { machineFolder, type Office, openOffice, preparedOffices, projectIds } from '#test/support/offices.ts';
import { partsOfZip } from '#test/support/zip-parts.ts';

const folder = machineFolder();
let office: Office;
let ids: Record<string, string>;
const papers: PrintModel[] = [];

beforeAll(async () => {
  const { district } = await preparedOffices(folder.path);
  // The paper itself is looked at elsewhere; here its model is.
  office = openOffice(district, {
    printer: async (model) => {
      papers.push(model);
      return { pages: 1 };
    },
  });
  ids = await projectIds(office);
});
afterAll(async () => {
  await office.close();
  folder.remove();
});

const bridge = () => ids['青石大桥'] ?? '';
const hearing = async (onDay: string) =>
  (
    await office.call('meetings.save', {
      changes: { type: 'secretary', onDay, chairName: '李某某', chairPost: '区委书记' },
    })
  ).id;

function lastPaper(): DocumentModel {
  const model = papers.at(-1);
  if (model?.kind !== 'document') throw new Error('no document was printed');
  return model;
}
const words = (model: DocumentModel) => JSON.stringify(model.blocks);

async function wordText(file: { readonly handle: string; readonly name: string }): Promise<string> {
  const path = office.keep(file, join(folder.path, file.name));
  const document = partsOfZip(readFileSync(path)).get('word/document.xml') ?? '';
  return document.replace(/<[^>]+>/g, '');
}

describe('the sheet of a unit that reports', () => {
  it('is one for each unit and project of the agenda, with what the ledgers say of it', async () => {
    await office.call('issues.save', {
      projectId: bridge(),
      changes: { title: '桥头三户未拆迁', unitName: '石桥镇', foundOn: '2026-10-12', dueOn: '2026-11-09' },
    });
    await office.call('tasks.save', {
      changes: {
        content: '完成桥头清表',
        unitName: '石桥镇',
        assignedOn: '2026-11-02',
        dueOn: '2026-11-09',
        projectId: bridge(),
      },
    });
    const id = await hearing('2026-11-20');
    const add = (title: string, projectId?: string) =>
      office.call('meetings.addItem', { id, title, ...(projectId === undefined ? {} : { projectId }) });
    const first = await add('大桥用地', bridge());
    await add('大桥管线', bridge());
    await add('水厂进度', ids['白桦湾水厂']);
    const alone = await add('填报情况');
    await office.call('meetings.saveItem', { itemId: first.itemId, changes: { reportingUnitName: '石桥镇' } });
    await office.call('meetings.saveItem', { itemId: alone.itemId, changes: { reportingUnitName: '区发改局' } });
    const dropped = await add('不上会的', ids['望江学校']);
    await office.call('meetings.saveItem', { itemId: dropped.itemId, changes: { isDropped: true } });
    await office.call('meetings.reportingSheets', { id, format: 'pdf' });
    const model = lastPaper();
    const units = model.blocks.flatMap((block) =>
      block.kind === 'keyValueTable' ? [block.items.find((item) => item.label === '汇报单位')?.text] : [],
    );
    expect(units).toEqual(['石桥镇', '区交通局', '区水利局', '区发改局']);
    expect(model.blocks.filter((block) => block.kind === 'nextPaper')).toHaveLength(3);
    for (const fact of ['大桥用地', '桥头三户未拆迁', '完成桥头清表', '12,000', '逾期7', '需汇报事项', '下步措施'])
      expect(words(model)).toContain(fact);
    expect(words(model)).not.toContain('不上会的');
    const { file } = await office.call('meetings.reportingSheets', { id, format: 'docx' });
    expect(file.name).toMatch(/^汇报单_.*\.docx$/);
    const text = await wordText(file);
    for (const fact of ['重点项目推进情况汇报单', '石桥镇', '桥头三户未拆迁', '需汇报事项', '单位负责人（签字）'])
      expect(text).toContain(fact);
  });

  it('is refused where nobody reports', async () => {
    const id = await hearing('2026-11-19');
    const refusal = await office.refusal('meetings.reportingSheets', { id, format: 'docx' });
    expect(refusal.code).toBe('MEETING_NOBODY_REPORTS');
    expect((await office.refusal('meetings.briefing', { id: 'nothing', format: 'docx' })).code).toBe(
      'RECORD_NOT_FOUND',
    );
  });
});

describe('the paper for the monthly hearing (二七办文〔2024〕7号 四(三)6)', () => {
  it('says totals, plan and expected progress as every other table does', async () => {
    const id = await hearing('2026-11-18');
    await office.call('meetings.briefing', { id, format: 'pdf' });
    const text = words(lastPaper());
    const { figures } = await office.call('overviews.district', {});
    const figure = (key: string) => (figures.find((each) => each.key === key)?.value ?? 0).toLocaleString('en-US');
    expect(text).toContain(`共有重点项目${figure('projects')}个`);
    expect(text).toContain(`总投资${figure('totalInvestment')}万元`);
    expect(text).toContain(`年度计划投资${figure('plannedThisYear')}万元`);
    expect(text).toMatch(/应完成[\d,.]+万元（[\d.]+%），(高于|低于)应完成进度/);
    for (const heading of [
      '一、总体情况',
      '二、开工和竣工情况',
      '三、进度滞后项目',
      '四、存在的问题',
      '六、提请研究的事项',
    ])
      expect(text).toContain(heading);
    expect(text).toContain('桥头三户未拆迁');
    expect(text).toContain('此前没有召开过这类会议');
  });

  it('tells what became of the last hearing, and begins and ends as it was typed', async () => {
    const before = await hearing('2026-10-20');
    const { itemId } = await office.call('meetings.addItem', { id: before, title: '大桥', projectId: bridge() });
    await office.call('meetings.act', { id: before, act: { kind: 'hold' } });
    await office.call('meetings.decide', {
      itemId,
      changes: { content: '十一月上旬完成清表', unitName: '石桥镇', personName: '钱某某', dueOn: '2026-11-10' },
    });
    const id = await hearing('2026-11-18');
    await office.call('meetings.save', {
      id,
      changes: { briefingOpening: '按照会议安排，汇报如下：', briefingClosing: '下一步，倒排工期。' },
    });
    await office.call('meetings.briefing', { id, format: 'pdf' });
    const model = lastPaper();
    expect(words(model)).toContain('议定1项，办结0项，未办结1项（逾期1项）');
    expect(words(model)).toContain('十一月上旬完成清表');
    expect(model.blocks[1]).toMatchObject({ kind: 'paragraph', text: '按照会议安排，汇报如下：' });
    expect(words(model)).toContain('下一步，倒排工期。');
    // Not the words of the minutes.
    expect((await office.call('meetings.get', { id })).row.opening).toBeNull();
  });

  it('is presented in large type with room for the pen, and as a Word file', async () => {
    const id = await hearing('2026-11-18');
    await office.call('meetings.briefing', { id, format: 'pdf', isPresented: true });
    expect(lastPaper()).toMatchObject({ margins: 'presented', title: '呈　阅　件' });
    expect(words(lastPaper())).toContain('呈：李某某（区委书记）');
    for (const isPresented of [false, true]) {
      const { file } = await office.call('meetings.briefing', { id, format: 'docx', isPresented });
      expect(await wordText(file)).toContain('一、总体情况');
    }
  });
});
