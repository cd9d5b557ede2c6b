/**
 * To be imported before anything else wherever the content security policy forbids `new Function`; it also makes the
 * schemas speak Chinese, since their words stand in what a clerk reads.
 */
import { z } from 'zod';
import { zhCN } from 'zod/locales';

z.config({ ...zhCN(), jitless: true });
