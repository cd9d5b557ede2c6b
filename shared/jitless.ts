/** To be imported before anything else wherever the content security policy forbids `new Function`. */
import { z } from 'zod';

z.config({ jitless: true });
