// Speaks to the control API with OVHcloud's own npm client: one JSON request per line in, one JSON answer per line out.
import { createInterface } from 'node:readline';
import ovh from 'ovh';

const client = ovh(JSON.parse(process.env.OVH_CLIENT));

for await (const line of createInterface({ input: process.stdin })) {
  const { method, path, params } = JSON.parse(line);
  let answer;
  try {
    answer = { value: await client.requestPromised(method, path, params) };
  } catch (refusal) {
    answer = { status: refusal.error, message: refusal.message };
  }
  process.stdout.write(JSON.stringify(answer) + '\n');
}
