import { z } from 'zod';
import { job, paperFile } from './define.ts';

const cardInput = z.strictObject({
  projectIds: z.array(z.string().min(1)).min(1).max(500),
  size: z.enum(['A4', 'A5']),
});

export const peoplePapers = {
  'people.leaderCards': job(
    '领导下项目卡: before a visit – figures, what is late, open issues, last decisions, telephones; one page a project.',
    cardInput,
    paperFile,
  ),
  'people.contactCards': job(
    '服务联系卡 for the project’s owner: leader, steward, units with telephones (登项攻坚办〔2018〕1号 (五)).',
    cardInput,
    paperFile,
  ),
};
