import type { Schema } from './harbor';

/** What artifacts are marked with. */
export type Label = Schema<'Label'>;
