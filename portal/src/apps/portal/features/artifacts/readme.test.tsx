import { render } from '@testing-library/react';
import { expect, test } from 'vitest';
import { SafeMarkdown } from './readme';

const shown = (text: string) => render(<SafeMarkdown text={text} />).container;

test('markdown is read with its tables', () => {
  const page = shown('# Chart\n\n| key | default |\n|---|---|\n| a | `1` |\n');
  expect(page.querySelector('h3')?.textContent).toBe('Chart');
  expect(page.querySelectorAll('td').length).toBe(2);
});

test.each([
  '<script>alert(1)</script>',
  '<img src=x onerror=alert(1)>',
  '<iframe src="https://elsewhere.example"></iframe>',
  '<style>body{display:none}</style>',
  '<a href="javascript:alert(1)">x</a>',
  '![tracker](https://elsewhere.example/pixel.png)',
  '<svg onload=alert(1)>',
])('nothing of the author’s own runs or loads: %s', (hostile) => {
  const page = shown(`before ${hostile} after\n\n${hostile}\n`);
  expect(page.querySelectorAll('script,img,iframe,style,svg,object,embed,link,[onerror],[onload],[style]').length).toBe(0);
  expect(page.textContent).toContain('before');
});

test.each(['javascript:alert(1)', 'data:text/html,x', 'vbscript:x', 'JaVaScRiPt:alert(1)'])('a link leads nowhere with %s', (address) => {
  expect(shown(`[x](<${address}>)`).querySelector('a')?.getAttribute('href')).toBeFalsy();
});

test('a link does not tell where it was followed', () => {
  expect(shown('[x](https://elsewhere.example)').querySelector('a')?.rel).toContain('noreferrer');
});

test.each([
  ['quotes in quotes', '>'.repeat(100_000)],
  ['lists in lists', '- '.repeat(50_000)],
  ['ever deeper lists', Array.from({ length: 1_000 }, (_, i) => `${' '.repeat(i * 2)}- a`).join('\n')],
  ['emphasis without end', '**a_'.repeat(25_000)],
  ['deletions without end', '~a'.repeat(50_000)],
  ['links without end', '[a]('.repeat(25_000)],
  ['definitions', '[a]: b\n'.repeat(14_000)],
])('what is made to take time is shown as it is: %s', (_, hostile) => {
  const begun = performance.now();
  const page = shown(hostile);
  expect(page.querySelector('pre')?.textContent).toBe(hostile);
  expect(performance.now() - begun).toBeLessThan(2_000);
});

test('a long readme of real tables is still Markdown', () => {
  const page = shown(`| key | what | default |\n|---|---|---|\n${'| `a.b_c` | some *thing* [x](https://y.example) | `1` |\n'.repeat(300)}`);
  expect(page.querySelectorAll('tr').length).toBe(301);
});
