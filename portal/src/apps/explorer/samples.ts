/** A request as the explorer sends it. */
export interface SentRequest {
  url: string;
  method: string;
  headers: Record<string, string>;
  /** Text as it is sent; empty for none. */
  body: string;
}

/** How a program proves who calls, in the words of a shell. */
export type Proof = 'bearer' | 'basic';

const PROOFS: Record<Proof, string> = {
  bearer: '-H "Authorization: Bearer $ACCESS_TOKEN"',
  basic: '-u "$REGISTRY_USER:$REGISTRY_SECRET"',
};

/** Headers that the browser's session needs and a program does not. */
const OF_THE_BROWSER = /^(x-csrf-token|x-harbor-csrf-token|authorization|cookie)$/i;

/** The request as a command for a shell. Credentials are variables: what is copied can be shown. */
export function curl(request: SentRequest, proof: Proof): string {
  const lines = [`curl -X ${request.method.toUpperCase()} ${quoted(request.url)}`, PROOFS[proof]];
  for (const [name, value] of Object.entries(request.headers)) {
    if (!OF_THE_BROWSER.test(name)) {
      lines.push(`-H ${quoted(`${name}: ${value}`)}`);
    }
  }
  if (request.body !== '') {
    lines.push(`-d ${quoted(request.body)}`);
  }
  return lines.join(' \\\n  ');
}

/** The request with OVHcloud's npm client, which speaks HTTPS only. */
export function npmOvh(request: SentRequest): string {
  const url = new URL(request.url);
  const [, version = '', rest = ''] = /^(\/(?:v1|1\.0))(\/.*)$/.exec(url.pathname) ?? [];
  const isSecure = url.protocol === 'https:';
  const port = isSecure ? url.port || '443' : '8443';
  const query = Object.fromEntries(url.searchParams);
  const isRead = request.method.toUpperCase() === 'GET';
  const path = decodeURI(rest) + (isRead ? '' : url.search);
  const parameters = isRead ? (Object.keys(query).length === 0 ? '' : literal(query)) : asLiteral(request.body);
  return [
    "import ovh from 'ovh';",
    '',
    ...(isSecure ? [] : ["// This client speaks HTTPS only: the port is the server's tls-port."]),
    'const client = ovh({',
    `  host: ${literal(url.hostname)},`,
    `  port: ${port},`,
    `  basePath: ${literal(version)},`,
    '  appKey: process.env.OVH_APPLICATION_KEY,',
    '  appSecret: process.env.OVH_APPLICATION_SECRET,',
    '  consumerKey: process.env.OVH_CONSUMER_KEY,',
    '});',
    '',
    `const answer = await client.requestPromised(${literal(request.method.toUpperCase())}, ${literal(path)}${parameters === '' ? '' : `, ${parameters}`});`,
    'console.log(JSON.stringify(answer, null, 2));',
    '',
  ].join('\n');
}

/** In single quotes of a POSIX shell, where nothing but the quote itself means anything. */
function quoted(text: string): string {
  return `'${text.replaceAll("'", String.raw`'\''`)}'`;
}

function literal(value: unknown): string {
  return JSON.stringify(value, null, 2);
}

function asLiteral(body: string): string {
  if (body === '') {
    return '';
  }
  try {
    return literal(JSON.parse(body));
  } catch {
    return literal(body);
  }
}
