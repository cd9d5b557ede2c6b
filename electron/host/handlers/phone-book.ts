import { dutiesOn, phoneBookPersons } from '#db/queries/phone-book.ts';
import { listUnits } from '#db/queries/registers.ts';
import { rulePackInForce } from '#db/queries/rule-packs.ts';
import type { Reading } from '#db/run.ts';
import { businessDay } from '#shared/calendar/day.ts';
import type { OutputOf } from '#shared/contract/index.ts';
import { phoneBookTable } from '#shared/report/phone-book.ts';
import { roleName } from '#shared/rules/leaders.ts';
import type { JobHandler, QueryHandlers } from '../context.ts';
import { requireOffice } from './authoring.ts';
import { handOutTable } from './papers.ts';

export const phoneBookQueries = {
  'people.phoneBook': ({ reading, now }, { search }) => ({ units: phoneBook(reading, businessDay(now), search) }),
} satisfies Partial<QueryHandlers>;

export const phoneBookJob: JobHandler<'people.phoneBookPaper'> = {
  run(context, { format }) {
    const day = businessDay(context.now);
    const model = context.read((reading) =>
      phoneBookTable({ officeName: requireOffice(reading).fullName, day, units: phoneBook(reading, day) }),
    );
    return handOutTable(context, model, format);
  },
};

type PhoneUnit = OutputOf<'people.phoneBook'>['units'][number];

/** Units in their order, without those that have nobody; persons of no unit last. `search`: name, pinyin, unit or number. */
function phoneBook(reading: Reading, day: string, search?: string): PhoneUnit[] {
  const office = requireOffice(reading);
  const pack = rulePackInForce(reading);
  const duties = dutiesOn(reading, day);
  const wanted = (search ?? '').trim().toLowerCase();
  const places = ['', '主要负责人', '分管领导', '联络员'];
  const byUnit = new Map<string | null, PhoneUnit['persons']>();
  const own = listUnits(reading).filter((unit) => unit.mayEdit);
  const names = new Map(own.map((unit) => [unit.id, unit]));
  for (const person of phoneBookPersons(reading, office.id)) {
    const unit = person.unitId === null ? undefined : names.get(person.unitId);
    const words = [
      person.name,
      person.pinyin,
      person.initials,
      person.phone ?? '',
      person.post ?? '',
      unit?.name ?? '',
    ];
    if (wanted !== '' && !words.some((word) => word.toLowerCase().includes(wanted))) continue;
    const held = (duties.get(person.id) ?? []).map(({ role, count }) => `${roleName(pack, role)}${count}个`);
    const place = places[person.place] ?? '';
    const shown = {
      id: person.id,
      name: person.name,
      post: person.post,
      phone: person.phone,
      duties: [place, ...held].filter((word) => word !== '').join('、'),
    };
    const key = unit === undefined ? null : unit.id;
    const found = byUnit.get(key);
    if (found === undefined) byUnit.set(key, [shown]);
    else found.push(shown);
  }
  const listed = own.flatMap((unit): PhoneUnit[] => {
    const persons = byUnit.get(unit.id);
    return persons === undefined ? [] : [{ unitId: unit.id, unitName: unit.name, phone: unit.phone, persons }];
  });
  const others = byUnit.get(null);
  return others === undefined
    ? listed
    : [...listed, { unitId: null, unitName: '未填单位', phone: null, persons: others }];
}
