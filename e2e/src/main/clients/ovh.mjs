// Speaks to the control API with one of OVHcloud's own npm clients: one JSON request per line in, one JSON answer per line out.
import { createInterface } from 'node:readline';

const { default: ovh } = await import(process.env.OVH_MODULE);
let warnings = [];
const client = ovh({
  ...JSON.parse(process.env.OVH_CLIENT),
  warn: (...words) => warnings.push(words.join(' ')),
});

for await (const line of createInterface({ input: process.stdin })) {
  const { method, path, params } = JSON.parse(line);
  let answer;
  try {
    answer = { value: await client.requestPromised(method, path, params) };
  } catch (refusal) {
    answer = { status: refusal.error ?? 'none', message: refusal.message ?? String(refusal) };
  }
  process.stdout.write(JSON.stringify({ ...answer, warnings }) + '\n');
  warnings = [];
}
