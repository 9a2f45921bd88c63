import { Button, Checkbox, Flex, FormFieldGroup, FormFieldGroupHeader } from '@patternfly/react-core';
import { useTexts } from '../../i18n';
import { matrix, PRESETS, type Access } from './robot';

/** Check boxes for what a robot may do, by resource. */
export function PermissionMatrix(props: {
  catalogue: readonly Access[];
  chosen: ReadonlySet<string>;
  onChange: (chosen: ReadonlySet<string>) => void;
}) {
  const { t } = useTexts();
  const set = (text: string, isChosen: boolean) => {
    const next = new Set(props.chosen);
    if (isChosen) {
      next.add(text);
    } else {
      next.delete(text);
    }
    props.onChange(next);
  };
  return (
    <FormFieldGroup
      header={
        <FormFieldGroupHeader
          titleText={{ text: t('projectRobots.permissions'), id: 'robot-permissions' }}
          titleDescription={t('projectRobots.chosen', { count: props.chosen.size })}
          actions={
            <>
              <Button variant="link" onClick={() => props.onChange(new Set(PRESETS.pull))}>
                {t('projectRobots.presetPull')}
              </Button>
              <Button variant="link" onClick={() => props.onChange(new Set(PRESETS.push))}>
                {t('projectRobots.presetPush')}
              </Button>
            </>
          }
        />
      }
    >
      {matrix(props.catalogue).map(([resource, actions]) => (
        <fieldset key={resource} className="permission-row">
          <legend>{resource}</legend>
          <Flex gap={{ default: 'gapMd' }}>
            {actions.map((action) => (
              <Checkbox
                key={action}
                id={`may-${resource}-${action}`}
                label={action}
                isChecked={props.chosen.has(`${resource}:${action}`)}
                onChange={(_, isChosen) => set(`${resource}:${action}`, isChosen)}
              />
            ))}
          </Flex>
        </fieldset>
      ))}
    </FormFieldGroup>
  );
}
