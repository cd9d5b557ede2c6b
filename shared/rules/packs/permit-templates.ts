/**
 * Permit steps (手续) by kind of project. No notice lists them; the seventeen steps in four stages are those a district
 * has published for its key projects. Steps that mean the same have the same code in every template, so that the
 * start standards and the clock find them. A step that is not applicable holds nothing up.
 */
import type { PermitStage } from '../../domain/permit.ts';
import type { ParametersOf } from '../catalogue.ts';

type Template = ParametersOf<'permitTemplates'>['templates'][number];
type Step = Template['steps'][number];

const enterprise: Template = {
  code: 'enterprise',
  name: '企业投资项目',
  steps: [
    step('filing', 'projectApproval', '项目备案', []),
    step('land-contract', 'constructionApproval', '土地出让合同或划拨决定书', ['filing']),
    step('land-planning-permit', 'constructionApproval', '建设用地规划许可证', ['land-contract']),
    step('environment', 'constructionApproval', '环评文件审批', ['filing']),
    step('drawing-review', 'constructionApproval', '施工图设计文件审查', ['land-planning-permit']),
    step('works-planning-permit', 'constructionApproval', '建设工程规划许可证', ['land-planning-permit']),
    step('construction-permit', 'constructionApproval', '施工许可证', ['drawing-review', 'works-planning-permit']),
    step('statistics', 'construction', '统计入库', ['construction-permit']),
    step('acceptance', 'acceptance', '建设工程竣工验收', ['construction-permit']),
  ],
};

/** Enterprise and government projects in one: of 备案 and 可研批复 the one that does not concern the project is 不适用. */
const seventeenSteps: Template = {
  code: 'maojian-17',
  name: '立项、报建、建设、竣工验收十七项手续',
  steps: [
    step('company-registration', 'projectApproval', '企业开办（企业投资项目）', []),
    step('filing', 'projectApproval', '项目备案（企业投资项目）', ['company-registration']),
    step('site-opinion', 'projectApproval', '选址意见书或规划条件通知书', []),
    step('land-pre-review', 'projectApproval', '用地预审意见', ['site-opinion']),
    step('feasibility', 'projectApproval', '项目可研批复（政府投资项目）', ['land-pre-review']),
    step('environment', 'constructionApproval', '环评文件审批', ['filing', 'feasibility']),
    step('land-contract', 'constructionApproval', '划拨土地决定书或土地出让合同', ['filing', 'feasibility']),
    step('land-planning-permit', 'constructionApproval', '建设用地规划许可证', ['land-contract']),
    step('drawing-review', 'constructionApproval', '施工图设计文件审查', ['land-planning-permit']),
    step('works-planning-permit', 'constructionApproval', '工程规划许可证', ['land-planning-permit']),
    step('construction-permit', 'constructionApproval', '施工许可证', [
      'environment',
      'drawing-review',
      'works-planning-permit',
      'tender',
    ]),
    step('tender', 'constructionApproval', '施工、监理招标', ['drawing-review']),
    step('statistics', 'construction', '统计入库', ['construction-permit']),
    step('planning-verification', 'acceptance', '规划条件核实', ['construction-permit']),
    step('civil-defence-acceptance', 'acceptance', '人防工程竣工验收备案', ['construction-permit']),
    step('fire-acceptance', 'acceptance', '消防验收或竣工备案', ['construction-permit']),
    step('acceptance', 'acceptance', '建设工程竣工验收', [
      'planning-verification',
      'civil-defence-acceptance',
      'fire-acceptance',
    ]),
  ],
};

export const permitTemplates: Template[] = [enterprise, seventeenSteps];

function step(code: string, stage: PermitStage, name: string, after: string[]): Step {
  return { code, stage, name, statutoryDays: null, promisedDays: null, after };
}
