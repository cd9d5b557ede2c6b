import type { OutputOf } from '#shared/contract/index.ts';

export type PackageView = OutputOf<'packages.list'>['rows'][number];
export type PackagePreview = OutputOf<'packages.preview'>;
export type PackagePrecheck = OutputOf<'packages.precheck'>;
