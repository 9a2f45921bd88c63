/** Plain HTTP on a host that is not this machine has no clipboard API; a selection can still be copied. */
export async function copy(text: string) {
  if ('clipboard' in navigator) {
    await navigator.clipboard.writeText(text);
    return;
  }
  const area = document.createElement('textarea');
  area.value = text;
  area.setAttribute('readonly', '');
  area.className = 'pf-v6-u-screen-reader';
  document.body.append(area);
  area.select();
  // eslint-disable-next-line @typescript-eslint/no-deprecated -- still the only way on an insecure origin
  const isCopied = document.execCommand('copy');
  area.remove();
  if (!isCopied) {
    throw new Error('the browser does not let this page copy');
  }
}
