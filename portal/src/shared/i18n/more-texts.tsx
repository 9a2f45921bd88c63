import type { ReactNode } from 'react';
import { Spoken, useShown, useSpoken, type Dictionaries } from '.';
import { formatter } from './formatter';

/** More texts for the pages below: those that the first page does not need. */
export function MoreTexts({ texts, children }: { texts: Dictionaries; children: ReactNode }) {
  const above = useSpoken();
  return <Spoken shown={useShown(texts, above)} choose={above.choose} formatter={formatter}>{children}</Spoken>;
}
