/** The path of an address on this host; empty for any other host. */
export function ownPath(address: string | null | undefined): string {
  if (!address) {
    return '';
  }
  try {
    const url = new URL(address, window.location.origin);
    const own = url.origin === window.location.origin && /^https?:$/.test(url.protocol);
    // A path of /.// resolves to //, which as an address of its own is another host.
    return own && !url.pathname.startsWith('//')
      ? url.pathname + url.search + url.hash
      : '';
  } catch {
    return '';
  }
}
