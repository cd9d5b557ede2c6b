/** 设置: what this office is, by which notices it works, who works here, the key, this computer, and the check of the data. */
import { Tabs } from '@mantine/core';
import type { ComponentType, ReactNode } from 'react';
import { useSearchParams } from 'wouter';
import { PageHead } from '../../components/page-head.tsx';
import { useOffice } from '../../office-context.ts';
import { AboutSection } from './about-section.tsx';
import { CheckSection } from './check-section.tsx';
import { ComputerSection } from './computer-section.tsx';
import { KeySection } from './key-section.tsx';
import { OfficeSection } from './office-section.tsx';
import { OperatorsSection } from './operators-section.tsx';
import { YearSection } from './year-section.tsx';
import './settings.css';

interface Section {
  readonly key: string;
  readonly title: string;
  readonly component: ComponentType;
}

const sections: readonly Section[] = [
  { key: 'office', title: '本单位', component: OfficeSection },
  { key: 'year', title: '账目年度', component: YearSection },
  { key: 'operators', title: '经办人', component: OperatorsSection },
  { key: 'key', title: '口令与密钥', component: KeySection },
  { key: 'computer', title: '这台电脑', component: ComputerSection },
  { key: 'check', title: '数据自检', component: CheckSection },
  { key: 'about', title: '关于', component: AboutSection },
];

export function SettingsPage(): ReactNode {
  const { office } = useOffice();
  const [asked, setAsked] = useSearchParams();
  const chosen = sections.find((section) => section.key === asked.get('section'))?.key ?? 'office';
  return (
    <>
      <PageHead title="设置" about={office.fullName} />
      <Tabs
        orientation="vertical"
        keepMounted={false}
        value={chosen}
        onChange={(key) => key !== null && setAsked({ section: key }, { replace: true })}
        className="settings"
      >
        <Tabs.List className="settings-list" aria-label="设置的各部分">
          {sections.map((section) => (
            <Tabs.Tab key={section.key} value={section.key} className="settings-tab">
              {section.title}
            </Tabs.Tab>
          ))}
        </Tabs.List>
        {sections.map(({ key, component: Component }) => (
          <Tabs.Panel key={key} value={key} className="settings-panel">
            <Component />
          </Tabs.Panel>
        ))}
      </Tabs>
    </>
  );
}
