import { z } from 'zod';
import { daySchema } from '../domain/entity.ts';
import { projectLevels } from '../domain/project.ts';
import { changeMade, command, nothing, query } from './define.ts';

/** Leaders of these tiers are named by the centre, whoever's project it is. */
export const namedTiers = ['provincial', 'municipal'] as const;
export type NamedTier = (typeof namedTiers)[number];

const personName = z.string().trim().min(1, '姓名不能为空').max(40);
const namedNow = z.object({
  names: z.array(z.string()),
  fromDay: z.string().nullable(),
  note: z.string().nullable(),
  claimed: z.array(z.string()).describe('whom the district itself has written down'),
});

const namedLeaderRow = z.object({
  projectId: z.string(),
  name: z.string(),
  officeId: z.string(),
  officeName: z.string(),
  level: z.enum(projectLevels).nullable(),
  pinyin: z.string(),
  initials: z.string(),
  provincial: namedNow,
  municipal: namedNow,
});
export type NamedLeaderRow = z.infer<typeof namedLeaderRow>;

export const namedLeaders = {
  'namedLeaders.list': query(
    'Projects of the districts with the provincial and municipal leaders the centre has named, beside the districts’ claims.',
    nothing,
    z.object({ today: z.string(), rows: z.array(namedLeaderRow) }),
    { role: 'centre' },
  ),
  'namedLeaders.name': command(
    'Exactly these persons lead a tier of these projects: from a day, or as a correction. Ended terms stay as history.',
    z.strictObject({
      items: z
        .array(z.strictObject({ projectId: z.string(), tier: z.enum(namedTiers), names: z.array(personName).max(10) }))
        .min(1)
        .max(5000),
      fromDay: daySchema.nullable().describe('null: corrected, as if it had always been so').default(null),
      note: z.string().trim().max(300).nullable().optional(),
    }),
    changeMade.extend({ changed: z.int().describe('projects and tiers that are different now') }),
    { role: 'centre' },
  ),
};
