// The types of both APIs, made from the documents that the server publishes: src/api/*.d.ts.
// With --check nothing is written, and types that are not those of the documents are an error.
import { readFile, writeFile } from 'node:fs/promises';
import openapiTS, { astToString } from 'openapi-typescript';

const DOCUMENTS = {
  // Served as it is.
  harbor: '../../server/src/main/resources/api/harbor-openapi.json',
  // What the server makes of its operations; SchemaDocumentsTest keeps this copy true.
  control: '../src/api/control.json',
};
const isCheck = process.argv.includes('--check');
const stale = [];

for (const [name, path] of Object.entries(DOCUMENTS)) {
  const document = JSON.parse(await readFile(new URL(path, import.meta.url), 'utf8'));
  const types = `// Made by "npm run api-types" from the served OpenAPI document.\n${astToString(await openapiTS(document, { emptyObjectsUnknown: true, silent: true }))}`;
  const file = new URL(`../src/api/${name}.d.ts`, import.meta.url);
  if (!isCheck) {
    await writeFile(file, types);
  } else if (types !== (await readFile(file, 'utf8').catch(() => ''))) {
    stale.push(`src/api/${name}.d.ts`);
  }
}

if (stale.length > 0) {
  console.error(`${stale.join(' and ')} say something else than the documents: npm run api-types`);
  process.exit(1);
}
