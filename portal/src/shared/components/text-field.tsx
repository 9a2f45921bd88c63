import { FormGroup, FormHelperText, HelperText, HelperTextItem, TextInput, type TextInputProps } from '@patternfly/react-core';
import { useId } from 'react';

/** A line of text with its label and rule; the rule turns red when what was typed breaks it. */
export function TextField(props: {
  label: string;
  value: string;
  onChange: (value: string) => void;
  help?: string;
  isWrong?: boolean;
  isRequired?: boolean;
  autoFocus?: boolean;
  type?: TextInputProps['type'];
  /** Known values to choose from. */
  suggestions?: readonly string[];
}) {
  const id = useId();
  const isWrong = props.isWrong === true;
  return (
    <FormGroup label={props.label} fieldId={id} {...(props.isRequired === true && { isRequired: true })}>
      <TextInput
        id={id}
        type={props.type ?? 'text'}
        autoComplete="off"
        autoFocus={props.autoFocus === true}
        value={props.value}
        validated={isWrong ? 'error' : 'default'}
        onChange={(_, value) => props.onChange(value)}
        {...(props.help !== undefined && { 'aria-describedby': `${id}-help` })}
        {...(props.suggestions && { list: `${id}-list` })}
      />
      {props.suggestions && (
        <datalist id={`${id}-list`}>
          {props.suggestions.map((value) => (
            <option key={value} value={value} />
          ))}
        </datalist>
      )}
      {props.help !== undefined && (
        <FormHelperText>
          <HelperText id={`${id}-help`}>
            <HelperTextItem variant={isWrong ? 'error' : 'default'}>{props.help}</HelperTextItem>
          </HelperText>
        </FormHelperText>
      )}
    </FormGroup>
  );
}
