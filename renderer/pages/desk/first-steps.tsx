import { Anchor, Title } from '@mantine/core';
import type { ReactNode } from 'react';
import { Link } from 'wouter';

const steps = [
  {
    title: '导入台账',
    page: '/import',
    about: '选择现有的 Excel 或 WPS 台账，表头、合计行和金额单位由系统辨认，逐行给您看过再写入，随时可以撤销。',
  },
  {
    title: '核对项目库',
    page: '/projects',
    about: '补上级别、责任单位和分包领导。省、市重点项目要在“级别”里注明，附件2 只统计它们。',
  },
  {
    title: '登记上级单位',
    page: '/exchange',
    about: '与市级中心交换登记文件，电话核对两组数。只做一次。',
  },
  {
    title: '每周填周报',
    page: '/progress',
    about: '每期一行一个项目，没有变化的照上期；审核以后生成报送包，用U盘或政务内网附件交上去。',
  },
] as const;

/** What a new office does, in this order; gone as soon as there is a project. */
export function FirstSteps(): ReactNode {
  return (
    <section aria-labelledby="desk-first">
      <Title order={2} id="desk-first" mb={8}>
        第一次使用，按这个顺序
      </Title>
      <ol className="desk-steps">
        {steps.map((step, index) => (
          <li key={step.page}>
            <span className="desk-step-number">{index + 1}</span>
            <div>
              <Anchor component={Link} href={step.page} fw={600}>
                {step.title}
              </Anchor>
              <div className="desk-step-about">{step.about}</div>
            </div>
          </li>
        ))}
      </ol>
    </section>
  );
}
