import 'swagger-ui-dist/swagger-ui.css';
import './console.css';
import SwaggerUI, { type System } from 'swagger-ui-dist/swagger-ui-es-bundle.js';
import { followColorScheme } from '@shared/lib/theme';
import { findCall, readLink } from './deep-link';
import { calls, type Call } from './document';
import { element, header, signInLink } from './frame';
import { controlHost, registryHost, type Host } from './host';
import { plugin } from './plugin';
import { language, texts } from './texts';

const host = window.location.pathname.startsWith('/console') ? controlHost : registryHost;
const root = document.getElementById('root') ?? document.body;
const notes = element('div', { class: 'console-notes', role: 'status' });

/** Waits for the call that the last address named. */
let awaited = new MutationObserver(() => undefined);

interface Sent {
  url: string;
  method?: string;
  headers: Record<string, string>;
}

async function start(): Promise<void> {
  const asked = readLink(window.location.search, window.location.hash);
  const [sections, person] = await Promise.all([host.sections(), host.person()]);
  const section = sections.find((each) => each === asked.section) ?? sections.find((each) => each === '/cloud') ?? sections[0] ?? '';
  const openApi = await host.document(section);
  const known = calls(openApi);
  const explorer = element('main', { id: 'explorer' });
  root.replaceChildren(header(host, sections, section, person), notes, explorer);
  const system = SwaggerUI({
    domNode: explorer,
    spec: openApi,
    presets: [SwaggerUI.presets.apis],
    plugins: [plugin(known, host.proof)],
    layout: 'BaseLayout',
    deepLinking: false,
    docExpansion: 'list',
    tagsSorter: 'alpha',
    defaultModelsExpandDepth: -1,
    filter: true,
    tryItOutEnabled: true,
    validatorUrl: null,
    persistAuthorization: false,
    showMutatedRequest: false,
    displayRequestDuration: true,
    requestSnippetsEnabled: true,
    requestInterceptor: (request: Sent) => withSession(host, request),
    responseInterceptor: noteEnd,
    onComplete: () => follow(system, known),
  });
  window.addEventListener('hashchange', () => follow(system, known));
}

/** Opens the call that the address names and goes there. */
function follow(system: System, known: readonly Call[]): void {
  const link = readLink(window.location.search, window.location.hash);
  if (link.method === '') {
    return;
  }
  const call = findCall(known, link);
  if (call === undefined) {
    notes.replaceChildren(element('p', { class: 'console-note' }, `${texts.unknown} `, element('code', {}, `${link.method.toUpperCase()} ${link.path}`)));
    return;
  }
  notes.replaceChildren();
  const key = ['operations', call.tag, call.id] as const;
  system.layoutActions.show(key, true);
  // A long document has only those calls on the page that can be seen.
  system.layoutActions.scrollToVirtualizedOperation(key);
  whenThere(`[id$="-${CSS.escape(call.id)}"]`, (block) => {
    block.scrollIntoView({ block: 'start' });
    block.querySelector<HTMLElement>('button')?.focus({ preventScroll: true });
  });
}

/** Does it as soon as there is such an element, once. */
function whenThere(selector: string, then: (found: Element) => void): void {
  const look = () => {
    const found = document.querySelector(selector);
    if (found !== null) {
      awaited.disconnect();
      then(found);
    }
  };
  awaited.disconnect();
  awaited = new MutationObserver(look);
  awaited.observe(document.body, { childList: true, subtree: true });
  window.setTimeout(look);
}

/** The session's cookie goes along by itself; what changes something needs the token as well. */
async function withSession(of: Host, request: Sent): Promise<Sent> {
  const isOwn = new URL(request.url, window.location.origin).origin === window.location.origin;
  if (isOwn && !/^(get|head)$/i.test(request.method ?? 'get')) {
    const csrf = await of.csrf();
    if (csrf !== null) {
      request.headers[csrf[0]] = csrf[1];
    }
  }
  return request;
}

function noteEnd<T extends { status: number }>(response: T): T {
  notes.replaceChildren(...(response.status === 401 ? [element('p', { class: 'console-note' }, `${texts.ended} `, signInLink(host))] : []));
  return response;
}

document.documentElement.lang = language;
document.title = `${texts.title} · Berth`;
followColorScheme('dark-mode');
start().catch((error: unknown) => {
  const retry = element('button', { type: 'button' }, texts.retry);
  retry.addEventListener('click', () => window.location.reload());
  root.replaceChildren(
    element('main', { class: 'console-failure' }, element('h1', {}, texts.failed), element('p', {}, String(error)), retry),
  );
});
