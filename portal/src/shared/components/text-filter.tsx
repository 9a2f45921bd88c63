import { TextInput, ToolbarItem } from '@patternfly/react-core';
import { useEffect, useState } from 'react';
import type { ListState } from './list-state';

/** A filter that is typed; it counts when nothing was typed for a moment. */
export function TextFilter({ list, name, label }: { list: ListState; name: string; label: string }) {
  const present = list.filter(name);
  const [typed, setTyped] = useState(present);
  const [seen, setSeen] = useState(present);
  if (seen !== present) {
    // The address changed by itself: the back button, or cleared filters.
    setSeen(present);
    setTyped(present);
  }
  useEffect(() => {
    if (typed === present) {
      return;
    }
    const later = setTimeout(() => list.change({ filters: { [name]: typed } }), 300);
    return () => clearTimeout(later);
  }, [typed, present, list, name]);
  return (
    <ToolbarItem>
      <TextInput aria-label={label} placeholder={label} value={typed} onChange={(_, value) => setTyped(value)} />
    </ToolbarItem>
  );
}
