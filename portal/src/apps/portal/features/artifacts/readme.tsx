import { useQuery } from '@tanstack/react-query';
import Markdown, { type Components } from 'react-markdown';
import remarkGfm from 'remark-gfm';
import { Section } from '@shared/components/section';
import { Failure, Loading } from '@shared/components/states';
import { useTexts } from '@portal/i18n';
import { textQuery } from './api';

/**
 * Whoever pushed the chart wrote this: no HTML of theirs, links that say nothing of where they were
 * followed, and no pictures, which would tell their host who reads. Headings go below the page's.
 */
const COMPONENTS: Components = {
  a: ({ href, children }) => (
    <a href={href} target="_blank" rel="noopener noreferrer nofollow">
      {children}
    </a>
  ),
  img: ({ alt }) => <em>{alt}</em>,
  h1: ({ children }) => <h3>{children}</h3>,
  h2: ({ children }) => <h4>{children}</h4>,
  h3: ({ children }) => <h5>{children}</h5>,
  h4: ({ children }) => <h6>{children}</h6>,
  h5: ({ children }) => <h6>{children}</h6>,
  pre: ({ children }) => <pre tabIndex={0}>{children}</pre>,
  input: ({ checked }) => <span>{checked === true ? '☑' : '☐'}</span>,
};

/** A text with more of these marks is made to take time: a reader of Markdown tries their pairs. */
const MOST: [RegExp, number][] = [
  [/[*_]/g, 10_000],
  [/~/g, 2_000],
  [/\[/g, 5_000],
  [/^[ \t]*(?:[>*+-][ \t]*){30}/gm, 0],
  [/^[ \t]{200}/gm, 100],
];
const LONGEST = 256 * 1024;

/** Whether a browser gets through it in a moment. */
export function isModest(text: string): boolean {
  return text.length <= LONGEST && MOST.every(([mark, most]) => (text.match(mark)?.length ?? 0) <= most);
}

export function SafeMarkdown({ text }: { text: string }) {
  if (!isModest(text)) {
    return (
      <div className="readme">
        <pre tabIndex={0}>{text}</pre>
      </div>
    );
  }
  return (
    <div className="readme">
      <Markdown skipHtml remarkPlugins={[remarkGfm]} components={COMPONENTS}>
        {text}
      </Markdown>
    </div>
  );
}

/** A chart's own words about itself. */
export function Readme({ path }: { path: string }) {
  const { t } = useTexts();
  const file = useQuery(textQuery(path));
  return (
    <Section title={t('artifacts.readme')}>
      {file.isPending && <Loading rows={3} />}
      {file.isError && <Failure error={file.error} retry={() => void file.refetch()} />}
      {file.data === null && t('artifacts.noReadme')}
      {typeof file.data === 'string' && <SafeMarkdown text={file.data} />}
    </Section>
  );
}
