import { copy } from '@shared/lib/copy';
import type { Call } from './document';
import { linkTo } from './deep-link';
import { curl, npmOvh, type Proof, type SentRequest } from './samples';
import { texts } from './texts';

/** Swagger UI keeps its state in Immutable.js maps; this is what is used of them. */
interface ImmutableMap {
  get: (key: string) => unknown;
  set: (key: string, value: unknown) => ImmutableMap;
}

interface ImmutableList<T> {
  filter: (keep: (item: T) => boolean) => ImmutableList<T>;
  map: (change: (item: T) => T) => ImmutableList<T>;
  size: number;
}

type Show = (thing: readonly string[], shown: boolean) => unknown;

/** Swagger UI's own React. */
interface React {
  createElement: (type: string | Component, attributes: Record<string, unknown> | null, ...children: unknown[]) => unknown;
}

type Component = (properties: Record<string, unknown>) => unknown;

/** What Berth adds to Swagger UI: samples, a filter that reads paths, addresses of calls. */
export const plugin = (calls: readonly Call[], proof: Proof) => ({ React }: { React: React }) => {
  const byId = new Map(calls.map((call) => [call.id, call]));
  return {
    components: {
      RequestSnippets: ({ request }: { request: ImmutableMap }) => samples(React, sent(request), proof),
    },
    wrapComponents: {
      JsonSchema_boolean: (original: Component) => named(React, original),
      JsonSchema_string: (original: Component) => named(React, original),
    },
    fn: {
      opsFilter: (groups: ImmutableList<ImmutableMap>, phrase: string) => matching(groups, phrase),
    },
    statePlugins: {
      layout: {
        wrapActions: {
          show: (original: Show) => (thing: readonly string[], shown: boolean) => {
            const call = thing[0] === 'operations' ? byId.get(thing[2] ?? '') : undefined;
            if (call !== undefined && shown) {
              window.history.replaceState(null, '', linkTo(call));
            }
            return original(thing, shown);
          },
        },
      },
    },
  };
};

/** A field with its parameter's name, which Swagger UI leaves out where one chooses from a list. */
function named({ createElement: h }: React, original: Component): Component {
  return function Named(properties) {
    const name = typeof properties['description'] === 'string' ? properties['description'] : '';
    return h('label', { className: 'console-field' }, h('span', null, name), h(original, properties));
  };
}

/** The request in each way a program would send it, one below the other. */
function samples({ createElement: h }: React, request: SentRequest, proof: Proof): unknown {
  const ways = [{ title: 'curl', code: curl(request, proof) }];
  if (proof === 'bearer') {
    ways.push({ title: 'npm ovh', code: npmOvh(request) });
  }
  return h(
    'div',
    { className: 'console-samples' },
    ...ways.map(({ title, code }) =>
      h(
        'section',
        { key: title, 'aria-label': title },
        h('h4', null, title),
        h('button', { type: 'button', className: 'btn', onClick: () => void copy(code) }, texts.copy),
        h('pre', { tabIndex: 0 }, code),
      ),
    ),
  );
}

/** The calls that have every word of the phrase in method, path or summary; groups left empty go. */
function matching(groups: ImmutableList<ImmutableMap>, phrase: string): ImmutableList<ImmutableMap> {
  const words = phrase.toLowerCase().split(/\s+/).filter(Boolean);
  const has = (item: ImmutableMap) => {
    const summary = (item.get('operation') as ImmutableMap).get('summary');
    const text = [item.get('method'), item.get('path'), summary].join(' ').toLowerCase();
    return words.every((word) => text.includes(word));
  };
  return groups
    .map((group) => group.set('operations', (group.get('operations') as ImmutableList<ImmutableMap>).filter(has)))
    .filter((group) => (group.get('operations') as ImmutableList<ImmutableMap>).size > 0);
}

function sent(request: ImmutableMap): SentRequest {
  const headers = request.get('headers') as { toJS: () => Record<string, string> } | undefined;
  const body = request.get('body');
  return {
    url: new URL(String(request.get('url')), window.location.origin).href,
    method: String(request.get('method')),
    headers: headers?.toJS() ?? {},
    body: typeof body === 'string' ? body : body === undefined || body === null ? '' : JSON.stringify(body),
  };
}
