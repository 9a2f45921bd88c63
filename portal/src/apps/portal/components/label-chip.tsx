import { Label, type LabelProps } from '@patternfly/react-core';
import type { Label as OfArtifacts } from '@portal/lib/labels';

/** What a browser takes for a colour here; others wrote what they liked. */
const COLOR = /^#(?:[0-9a-f]{3}|[0-9a-f]{6})$/i;

/** A label of artifacts: its name beside its colour, which need not be told apart to read it. */
export function LabelChip({ label, ...more }: { label: Pick<OfArtifacts, 'name' | 'color' | 'description'> } & Pick<LabelProps, 'onClose' | 'closeBtnAriaLabel'>) {
  return (
    <Label
      isCompact
      variant="outline"
      {...(label.description !== '' && { title: label.description })}
      {...(COLOR.test(label.color) && { icon: <span className="label-color" style={{ backgroundColor: label.color }} /> })}
      {...more}
    >
      {label.name}
    </Label>
  );
}
