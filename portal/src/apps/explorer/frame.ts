import type { Host } from './host';
import { texts } from './texts';

/** An element with attributes and children; text children are text, never HTML. */
export function element(name: string, attributes: Record<string, string>, ...children: (Node | string)[]): HTMLElement {
  const made = document.createElement(name);
  for (const [key, value] of Object.entries(attributes)) {
    made.setAttribute(key, value);
  }
  made.append(...children);
  return made;
}

/** The page's own address, to come back to. */
export function here(): string {
  return window.location.pathname + window.location.search + window.location.hash;
}

/** What stands above the explorer: the way home, the parts of the API, and who is there. */
export function header(host: Host, sections: readonly string[], section: string, person: string | null): HTMLElement {
  const icon = element('img', { src: '/favicon.svg', alt: '' });
  const brand = element('a', { class: 'console-brand', href: '/', title: texts.home }, icon, 'Berth');
  const title = element('h1', {}, texts.title);
  const top = element('header', { class: 'console-header' }, brand, title);
  if (sections.length > 1) {
    const links = sections.map((each) =>
      element('a', { href: `?section=${encodeURIComponent(each)}&branch=v1`, ...(each === section && { 'aria-current': 'page' }) }, each),
    );
    top.append(element('nav', { 'aria-label': texts.sections }, ...links));
  }
  top.append(who(host, person));
  return top;
}

function who(host: Host, person: string | null): HTMLElement {
  const box = element('div', { class: 'console-person' });
  if (person === null) {
    box.append(element('span', { class: 'console-hint' }, texts.nobody), signInLink(host));
    return box;
  }
  const leave = element('button', { type: 'button' }, texts.signOut);
  leave.addEventListener('click', () => {
    void host.signOut().then(() => window.location.reload());
  });
  box.append(element('span', {}, `${texts.signedIn} `, element('strong', {}, person)), leave);
  return box;
}

/** Leads to the sign-in; the address is read when the person goes, so they come back to the call. */
export function signInLink(host: Host): HTMLElement {
  const link = element('a', { class: 'console-sign-in', href: host.signIn(here()) }, texts.signIn);
  link.addEventListener('click', () => link.setAttribute('href', host.signIn(here())));
  return link;
}
