import { z } from 'zod';
import { defineEntity, integer, requiredText, text, type ValuesOf } from './entity.ts';

/**
 * The recorded 审核 and 签发 of what leaves the office for one period; without it nothing leaves
 * (domain.md 3, practice; exchange.md “What goes up”).
 */
export const submission = defineEntity({
  name: 'submission',
  table: 'submissions',
  label: '报送',
  fields: {
    period: { schema: z.iso.date(), storage: 'text', label: '报送期' },
    recipientOffice: requiredText('接收单位', 64),
    reviewedBy: requiredText('审核人', 40),
    issuedBy: requiredText('签发人', 40),
    scope: text('报送范围', 500),
    projectCount: integer('项目数'),
  },
});

export type Submission = ValuesOf<typeof submission>;
