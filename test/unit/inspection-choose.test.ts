/** Which projects a round goes to, in which order, and what a checklist must be. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { inspectionItem, reportedFigures } from '#shared/domain/inspection-template.ts';
import { ProblemError } from '#shared/error.ts';
import { builtInTemplate, builtInTemplates } from '#shared/inspection/built-in.ts';
import { belongsTo, type Choosable, chooseProjects, type RoundWish } from '#shared/inspection/choose.ts';
import { proposeRoute, streetOf } from '#shared/inspection/route.ts';
import { selectionText } from '#shared/inspection/selection-text.ts';
import { checkedItems, figuresFor, type TypedItem } from '#shared/inspection/template-rules.ts';

const today = '2026-11-18';

function project(id: string, more: Partial<Choosable> = {}): Choosable {
  return {
    id,
    officeName: '青石区',
    place: null,
    responsibleUnits: ['石桥镇'],
    lateReasons: [],
    lastVisitedOn: null,
    plannedIn: null,
    ...more,
  };
}

const none: RoundWish = { way: 'picked', street: null, seed: null, count: null, notVisitedDays: null };
const chosenIds = (projects: readonly Choosable[], wish: Partial<RoundWish>) => {
  const said = chooseProjects(projects, { ...none, ...wish }, today);
  return projects.filter((_, index) => said[index]?.isChosen).map((each) => each.id);
};
const codeOf = (act: () => unknown): string => {
  try {
    act();
  } catch (error) {
    if (error instanceof ProblemError) return error.code;
    throw error;
  }
  return 'nothing was refused';
};

describe('a draw with a stated seed', () => {
  const many = Array.from({ length: 60 }, (_, index) => project(`p${index}`));

  it('chooses the same projects for the same seed, in whatever order they stand', () => {
    fc.assert(
      fc.property(
        fc.shuffledSubarray(many, { minLength: 60 }),
        fc.string({ minLength: 1, maxLength: 12 }).filter((seed) => seed.trim() !== ''),
        fc.integer({ min: 1, max: 20 }),
        (shuffled, seed, count) => {
          const wish = { way: 'random', seed, count } as const;
          const first = chosenIds(many, wish);
          expect(first).toHaveLength(count);
          expect(new Set(chosenIds(shuffled, wish))).toEqual(new Set(first));
        },
      ),
      { numRuns: 60 },
    );
  });

  it('moves nobody else when a project is added: at most one gives way', () => {
    const wish = { way: 'random', seed: '20261118-1', count: 10 } as const;
    const before = new Set(chosenIds(many, wish));
    const after = chosenIds([...many, project('new')], wish);
    expect(after.filter((id) => !before.has(id)).length).toBeLessThanOrEqual(1);
  });

  it('favours nobody: over many seeds every project is drawn about equally often', () => {
    const times = new Map<string, number>();
    for (let seed = 0; seed < 1200; seed += 1)
      for (const id of chosenIds(many, { way: 'random', seed: `号${seed}`, count: 6 }))
        times.set(id, (times.get(id) ?? 0) + 1);
    // 1200 draws of 6 out of 60: 120 each, standard deviation about 10.4.
    for (const each of many) expect(Math.abs((times.get(each.id) ?? 0) - 120)).toBeLessThan(55);
  });

  it('stays within a street, takes all where there are fewer, and asks for seed and number', () => {
    const mixed = [project('a'), project('b', { responsibleUnits: ['柳林镇'] }), project('c')];
    const drawn = chosenIds(mixed, { way: 'random', seed: '1', count: 9, street: '石桥镇' });
    expect(drawn).toEqual(['a', 'c']);
    expect(codeOf(() => chosenIds(mixed, { way: 'random', seed: ' ', count: 2 }))).toBe('ROUND_SEED_MISSING');
    expect(codeOf(() => chosenIds(mixed, { way: 'random', seed: '1' }))).toBe('ROUND_SEED_MISSING');
  });
});

describe('other ways of choosing', () => {
  it('a street is one that answers for a project, that its place names, or the whole district', () => {
    expect(belongsTo(project('a'), '石桥镇')).toBe(true);
    expect(belongsTo(project('a', { place: '柳林镇东侧' }), '柳林镇')).toBe(true);
    expect(belongsTo(project('a'), '青石区')).toBe(true);
    expect(belongsTo(project('a'), '白鹭镇')).toBe(false);
    expect(codeOf(() => chosenIds([project('a')], { way: 'street' }))).toBe('ROUND_STREET_MISSING');
  });

  it('lagging ones come with the reason of the lagging rule', () => {
    const late = project('late', { lateReasons: ['完成年度计划的10%，序时进度88%，低78个百分点。'] });
    expect(chosenIds([project('a'), late], { way: 'lagging' })).toEqual(['late']);
    expect(chooseProjects([late], { ...none, way: 'lagging' }, today)[0]?.why).toContain('序时进度');
  });

  it('full coverage this month leaves out who was visited this month or stands on a sheet that is out (汴办文〔2019〕13号 五(一))', () => {
    const rows = [
      project('never'),
      project('lastMonth', { lastVisitedOn: '2026-10-31' }),
      project('thisMonth', { lastVisitedOn: '2026-11-01' }),
      project('planned', { plannedIn: '十一月督导' }),
    ];
    expect(chosenIds(rows, { way: 'fullCoverage' })).toEqual(['never', 'lastMonth']);
    const words = chooseProjects(rows, { ...none, way: 'fullCoverage' }, today).map((each) => each.why);
    expect(words).toEqual(['本月还没有到过', '本月还没有到过', '本月1日已到', '已列入“十一月督导”，还没有录入']);
  });

  it('not visited for n days counts from the last visit; never visited ones always count', () => {
    const rows = [
      project('never'),
      project('old', { lastVisitedOn: '2026-10-19' }),
      project('newer', { lastVisitedOn: '2026-10-20' }),
    ];
    expect(chosenIds(rows, { way: 'notVisited', notVisitedDays: 30 })).toEqual(['never', 'old']);
    expect(codeOf(() => chosenIds(rows, { way: 'notVisited' }))).toBe('ROUND_DAYS_MISSING');
  });

  it('is said in one sentence with how many out of how many', () => {
    const draw = { ...none, way: 'random', seed: '7', count: 5, street: '石桥镇', outOf: 40 } as const;
    expect(selectionText(draw)).toBe('从石桥镇的40个项目中随机抽取5个，抽取号“7”');
    expect(selectionText({ ...none, way: 'fullCoverage', outOf: 63 })).toBe('全覆盖：63个项目中本月还没有到过的');
  });
});

describe('a route', () => {
  const stop = (id: string, unit: string, place: string | null = null, officeName = '青石区') => ({
    id,
    officeName,
    place,
    responsibleUnits: [unit],
  });

  it('goes district by district and street by street, those without a street last', () => {
    const stops = [
      stop('1', '石桥镇', '石桥镇北'),
      stop('2', '柳林街道'),
      stop('3', '区交通局'),
      stop('4', '石桥镇', '石桥镇东'),
      stop('5', '白鹭镇', null, '白鹭区'),
      stop('6', '区水利局', '柳林街道滨河路'),
    ];
    expect(proposeRoute(stops)).toEqual(['4', '1', '2', '6', '3', '5']);
  });

  it('reads the street from who answers for the project, else from its place', () => {
    expect(streetOf({ place: null, responsibleUnits: ['区住建局', '柳林街道办事处'] })).toBe('柳林街道');
    expect(streetOf({ place: null, responsibleUnits: ['石桥镇人民政府'] })).toBe('石桥镇');
    expect(streetOf({ place: '青石区纸鸢街道墨溪路', responsibleUnits: [] })).toBe('纸鸢街道');
    expect(streetOf({ place: '石桥镇工业大道6号', responsibleUnits: ['区住建局'] })).toBe('石桥镇');
    expect(streetOf({ place: '滨河路', responsibleUnits: [] })).toBe('');
  });
});

describe('a checklist', () => {
  const item = (more: Partial<TypedItem> = {}): TypedItem => ({
    group: '',
    text: '是否开工',
    kind: 'yesNo',
    options: [],
    unit: null,
    against: null,
    tolerance: { kind: 'exact' },
    severity: 'ordinary',
    ...more,
  });
  let next = 0;
  const newKey = () => `key-${(next += 1)}`;
  const refused = (items: readonly TypedItem[]) => codeOf(() => checkedItems(items, [], newKey));

  it('built in: four of 郑重办〔2022〕三, the monthly tour, the verification; each fit to be printed and compared', () => {
    expect(builtInTemplates.filter((each) => each.source?.startsWith('郑重办〔2022〕'))).toHaveLength(4);
    expect(builtInTemplate('monthly-tour')?.source).toBe('汴办文〔2019〕13号 五(一)');
    expect(builtInTemplate('verification')?.source).toBe('登项攻坚办〔2018〕1号 四(十)');
    expect(builtInTemplate('unknown')).toBeNull();
    for (const { items } of builtInTemplates) {
      expect(items.length).toBeLessThanOrEqual(12);
      expect(new Set(items.map((each) => each.key)).size).toBe(items.length);
      for (const each of items) expect(inspectionItem.safeParse(each).success).toBe(true);
      expect(checkedItems(items, items, newKey)).toEqual(items);
    }
  });

  it('is refused, one sentence each, where it cannot be printed, answered or compared', () => {
    expect(refused([])).toBe('INSPECTION_TEMPLATE_EMPTY');
    expect(refused(Array.from({ length: 13 }, () => item()))).toBe('INSPECTION_TOO_MANY_ITEMS');
    expect(refused([item({ text: '  ' })])).toBe('INSPECTION_ITEM_WITHOUT_TEXT');
    expect(refused([item({ kind: 'choice' })])).toBe('INSPECTION_CHOICE_WITHOUT_OPTIONS');
    expect(refused([item({ kind: 'choice', options: ['好', ' '] })])).toBe('INSPECTION_CHOICE_WITHOUT_OPTIONS');
    expect(refused([item({ kind: 'choice', options: [...'一二三四五六七'] })])).toBe('INSPECTION_TOO_MANY_OPTIONS');
    expect(refused([item({ kind: 'choice', options: ['好', '好 '] })])).toBe('INSPECTION_OPTION_TWICE');
    const tolerance = { kind: 'percent', value: 5 } as const;
    expect(refused([item({ kind: 'text', tolerance })])).toBe('INSPECTION_TOLERANCE_UNFIT');
    expect(refused([item({ kind: 'number', against: 'isStarted' })])).toBe('INSPECTION_FIGURE_UNFIT');
    expect(refused([item({ kind: 'photo', against: 'physicalProgress' })])).toBe('INSPECTION_FIGURE_UNFIT');
  });

  it('keeps the key of a question and gives another question a new one', () => {
    const before = checkedItems([item(), item({ text: '工人数', kind: 'number', unit: '人' })], [], newKey);
    const [first, second] = before;
    const swapped = checkedItems(
      [{ ...second, key: second?.key } as TypedItem, { ...first } as TypedItem],
      before,
      newKey,
    );
    expect(swapped.map((each) => each.key)).toEqual([second?.key, first?.key]);
    const changed = checkedItems([{ ...item({ kind: 'text' }), key: first?.key }], before, newKey)[0];
    expect(changed?.key).not.toBe(first?.key);
    const doubled = checkedItems(
      [
        { ...item(), key: first?.key },
        { ...item(), key: first?.key },
      ],
      before,
      newKey,
    );
    expect(new Set(doubled.map((each) => each.key)).size).toBe(2);
    const foreign = checkedItems([{ ...item(), key: 'taken-out-long-ago' }], before, newKey)[0];
    expect(foreign?.key).not.toBe('taken-out-long-ago');
  });

  it('every reported figure can be held against by some kind of answer', () => {
    const reachable = new Set((['yesNo', 'choice', 'number', 'amount', 'text'] as const).flatMap(figuresFor));
    expect(reachable).toEqual(new Set(reportedFigures));
    expect(figuresFor('photo')).toEqual([]);
  });
});
