import { questionsHelp } from '../../help/questions.ts';
import type { Page } from '../../page.ts';
import { QuestionsPage } from './questions-page.tsx';

export const questionsPage: Page = {
  path: '/questions',
  title: '询问与答复',
  component: QuestionsPage,
  help: questionsHelp,
  section: { of: '/exchange', name: '询问与答复', order: 20 },
  words: ['xwydf', 'xunwenyudafu', '询问', '疑问', '更改请求', 'ggqq', '请求更改'],
};
