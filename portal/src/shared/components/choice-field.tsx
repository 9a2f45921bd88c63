import { FormGroup, FormSelect, FormSelectOption } from '@patternfly/react-core';
import { useId } from 'react';

/** One of a few values. */
export function ChoiceField(props: {
  label: string;
  value: string;
  onChange: (value: string) => void;
  options: readonly (readonly [value: string, text: string])[];
}) {
  const id = useId();
  return (
    <FormGroup label={props.label} fieldId={id}>
      <FormSelect id={id} value={props.value} onChange={(_, value) => props.onChange(value)}>
        {props.options.map(([value, text]) => (
          <FormSelectOption key={value} value={value} label={text} />
        ))}
      </FormSelect>
    </FormGroup>
  );
}
