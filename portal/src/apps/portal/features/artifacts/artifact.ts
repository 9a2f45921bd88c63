import type { Schema } from '@portal/lib/harbor';

export type Accessory = Schema<'Accessory'>;

export type Artifact = Schema<'Artifact'>;

export interface PullCommand {
  client: string;
  command: string;
}

/** A tag may be in several: the newest one stands for the artifact. */
function reference(artifact: Artifact): string {
  const newest = [...(artifact.tags ?? [])].sort((a, b) => b.push_time.localeCompare(a.push_time))[0];
  return newest === undefined ? `@${artifact.digest}` : `:${newest.name}`;
}

/** Whoever pushed the chart wrote its version, and people paste the command into a shell. */
const VERSION = /^[0-9A-Za-z][0-9A-Za-z.+_-]{0,127}$/;

/**
 * How clients get it: by its newest tag, by digest without one.
 *
 * @param name of the repository, project included
 */
export function pullCommands(host: string, name: string, artifact: Artifact): PullCommand[] {
  const whole = `${host}/${name}${reference(artifact)}`;
  if (artifact.type === 'CHART') {
    const version = attribute(artifact, 'version');
    return [
      { client: 'Helm', command: `helm pull oci://${host}/${name}${VERSION.test(version) ? ` --version ${version}` : ''}` },
      { client: 'ORAS', command: `oras pull ${whole}` },
    ];
  }
  if (artifact.type === 'IMAGE') {
    return [
      { client: 'Docker', command: `docker pull ${whole}` },
      { client: 'Podman', command: `podman pull ${whole}` },
      { client: 'ctr', command: `ctr images pull ${whole}` },
      { client: 'ORAS', command: `oras copy ${whole} --to-oci-layout layout` },
    ];
  }
  return [{ client: 'ORAS', command: `oras pull ${whole}` }];
}

/** An attribute as text; empty when it is absent or no text. */
export function attribute(artifact: Artifact, name: string): string {
  const value = artifact.extra_attrs[name];
  return typeof value === 'string' ? value : '';
}

/** os/architecture/variant; empty for what runs nowhere, such as an attestation. */
export function platformText(platform: { os: string; architecture: string; variant: string } | null): string {
  const parts = [platform?.os, platform?.architecture, platform?.variant].filter((part) => part !== undefined && part !== '');
  return parts[0] === 'unknown' ? '' : parts.join('/');
}

/** The platforms of an index, or of an image itself. */
export function platforms(artifact: Artifact): string[] {
  const all = artifact.references.map((child) => platformText(child.platform)).filter((text) => text !== '');
  const os = attribute(artifact, 'os');
  return all.length > 0 || os === '' ? all : [`${os}/${attribute(artifact, 'architecture')}`];
}
