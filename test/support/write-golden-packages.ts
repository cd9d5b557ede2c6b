/** Makes the golden packages of a format that is being released: `node test/support/write-golden-packages.ts`. */
import { writeGoldenPackages } from './golden-packages.ts';

await writeGoldenPackages();
