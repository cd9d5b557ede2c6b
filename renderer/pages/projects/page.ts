import { IconTable } from '@tabler/icons-react';
import { projectHelp, projectsHelp } from '../../help/projects.ts';
import type { Page } from '../../page.ts';
import { ProjectPage } from './project-page.tsx';
import { ProjectsPage } from './projects-page.tsx';

export const projectsPage: Page = {
  path: '/projects',
  title: '项目库',
  component: ProjectsPage,
  help: projectsHelp,
  entry: { order: 20, icon: IconTable },
  words: ['xmk', 'xiangmuku', '台账'],
};

export const projectPage: Page = { path: '/projects/:id', title: '项目', component: ProjectPage, help: projectHelp };
