/** `npm run build`: bundles everything, whether or not it is needed. */
import { buildAll } from './ensure-built.ts';

await buildAll();
