import { Breadcrumb, BreadcrumbItem, Content, PageSection, Stack, StackItem } from '@patternfly/react-core';
import { useEffect, type ReactNode } from 'react';
import { Link } from 'react-router';

export interface Crumb {
  text: string;
  to: string;
}

/** A page's frame: where one is, its heading, what it shows; the browser's tab says the heading or tabTitle. */
export function PageFrame(props: { title: string; tabTitle?: string; crumbs?: Crumb[]; actions?: ReactNode; tabs?: ReactNode; children: ReactNode }) {
  useEffect(() => {
    document.title = `${props.tabTitle ?? props.title} · Berth`;
  }, [props.title, props.tabTitle]);
  return (
    <PageSection isFilled>
      <Stack hasGutter>
        {props.crumbs !== undefined && (
          <StackItem>
            <Breadcrumb>
              {props.crumbs.map((crumb) => (
                <BreadcrumbItem key={`${crumb.to} ${crumb.text}`} render={({ className }) => <Link className={className} to={crumb.to}>{crumb.text}</Link>} />
              ))}
            </Breadcrumb>
          </StackItem>
        )}
        <StackItem>
          <div className="page-title">
            <Content component="h1">{props.title}</Content>
            {props.actions}
          </div>
        </StackItem>
        {props.tabs !== undefined && <StackItem>{props.tabs}</StackItem>}
        <StackItem isFilled>{props.children}</StackItem>
      </Stack>
    </PageSection>
  );
}
