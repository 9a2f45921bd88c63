import { Card, CardBody, CardHeader, CardTitle, List, ListItem } from '@patternfly/react-core';
import { useId } from 'react';
import { bytes } from '@shared/lib/format';
import { useTexts } from '@panel/i18n';
import type { Plan } from '@panel/lib/registry';

/** A plan to choose, with what it gives. */
export function PlanCard(props: { plan: Plan; group: string; isChosen: boolean; note?: string; isDisabled?: boolean; onChoose: () => void }) {
  const { t, language } = useTexts();
  const { plan } = props;
  const id = useId();
  return (
    <Card id={id} isSelectable isSelected={props.isChosen} isDisabled={props.isDisabled === true} isFullHeight>
      <CardHeader
        selectableActions={{
          selectableActionId: `${id}-choice`,
          selectableActionAriaLabelledby: `${id}-title`,
          name: props.group,
          variant: 'single',
          onChange: props.onChoose,
        }}
      >
        <CardTitle id={`${id}-title`}>{plan.name}</CardTitle>
      </CardHeader>
      <CardBody>
        <List isPlain>
          <ListItem>{t('panel.plan.storage', { size: bytes(plan.registryLimits.imageStorage, language) })}</ListItem>
          <ListItem>{t('panel.plan.requests', { count: plan.registryLimits.parallelRequest })}</ListItem>
          {props.note !== undefined && (
            <ListItem>
              <small>{props.note}</small>
            </ListItem>
          )}
        </List>
      </CardBody>
    </Card>
  );
}
