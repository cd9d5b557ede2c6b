/** First module of the page: the content security policy allows no `new Function`, which zod would otherwise use. */
import { z } from 'zod';

z.config({ jitless: true });
