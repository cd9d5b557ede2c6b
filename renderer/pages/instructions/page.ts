import { instructionsHelp } from '../../help/instructions.ts';
import type { Page } from '../../page.ts';
import { InstructionsPage } from './instructions-page.tsx';

export const instructionsPage: Page = {
  path: '/instructions',
  title: '领导批示',
  component: InstructionsPage,
  help: instructionsHelp,
  section: { of: '/issues', name: '领导批示', order: 30 },
  words: ['ldps', 'lingdaopishi', '批示', '呈阅件', 'cyj'],
};
