import { Content, PageSection, Title } from '@patternfly/react-core';
import { type ReactNode, useEffect } from 'react';

/** A page with its title, what it is for, and its content. */
export function Room({ title, hint, children }: { title: string; hint?: string; children: ReactNode }) {
  useEffect(() => {
    document.title = `${title} – Berth`;
  }, [title]);
  return (
    <>
      <PageSection>
        <Title headingLevel="h1">{title}</Title>
        {hint !== undefined && <Content component="p">{hint}</Content>}
      </PageSection>
      <PageSection isFilled>{children}</PageSection>
    </>
  );
}
