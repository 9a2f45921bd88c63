// Fails the build when what a browser loads before a first page can be used grows over its budget.
import { readFileSync, rmSync } from 'node:fs';
import { gzipSync } from 'node:zlib';

const KIB = 1024;

/** What each first page is made of: its document and the pages it loads at once, in kB gzip. */
const FIRST_PAGES = [
  { name: "the portal's sign-in page", document: 'index.html', pages: ['src/apps/portal/features/sign-in/sign-in-page.tsx'], budget: 200 },
  { name: "the panel's sign-in page", document: 'panel.html', pages: ['src/apps/panel/features/sign-in/sign-in-page.tsx'], budget: 200 },
];

const manifest = JSON.parse(readFileSync('dist/.vite/manifest.json', 'utf8'));

function filesOf(key, files, seen) {
  if (seen.has(key)) {
    return;
  }
  seen.add(key);
  const chunk = manifest[key];
  if (chunk === undefined) {
    throw new Error(`the build has no ${key}`);
  }
  files.add(chunk.file);
  (chunk.css ?? []).forEach((file) => files.add(file));
  (chunk.imports ?? []).forEach((other) => filesOf(other, files, seen));
}

let failed = false;
for (const { name, document, pages, budget } of FIRST_PAGES) {
  const files = new Set();
  const seen = new Set();
  [document, ...pages].forEach((key) => filesOf(key, files, seen));
  const sizes = [...files].map((file) => ({ file, size: gzipSync(readFileSync(`dist/${file}`)).length })).sort((a, b) => b.size - a.size);
  const kind = (end) => sizes.filter(({ file }) => file.endsWith(end)).reduce((sum, { size }) => sum + size, 0);
  const total = kind('.js') + kind('.css');
  const text = `${name}: ${(total / KIB).toFixed(1)} kB gzip of ${budget} (JS ${(kind('.js') / KIB).toFixed(1)}, CSS ${(kind('.css') / KIB).toFixed(1)})`;
  if (total > budget * KIB) {
    failed = true;
    console.error(`${text}: over its budget`);
    sizes.forEach(({ file, size }) => console.error(`  ${(size / KIB).toFixed(1).padStart(7)} ${file}`));
  } else {
    console.log(text);
    if (process.argv.includes('--all')) {
      sizes.forEach(({ file, size }) => console.log(`  ${(size / KIB).toFixed(1).padStart(7)} ${file}`));
    }
  }
}
// The list of files is for this check only.
rmSync('dist/.vite', { recursive: true });
process.exitCode = failed ? 1 : 0;
