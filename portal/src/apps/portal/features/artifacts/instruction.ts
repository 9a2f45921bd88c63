/** One entry of an image config's history; everything in it is optional. */
export interface Step {
  created?: string;
  created_by?: string;
  comment?: string;
  empty_layer?: boolean;
}

/** The line of the Dockerfile, without what builders put around it. */
export function instruction(step: Step): string {
  const text = (step.created_by ?? step.comment ?? '').trim();
  return text
    .replace(/^\/bin\/sh -c #\(nop\)\s+/, '')
    .replace(/^\/bin\/sh -c /, 'RUN ')
    .replace(/\s+# buildkit$/, '')
    .replace(/^(RUN) \/bin\/sh -c /, '$1 ');
}
