export interface Artifact {
  id: number;
  type: string;
  digest: string;
  media_type: string;
  manifest_media_type: string;
  artifact_type: string;
  size: number;
  push_time: string;
  pull_time: string;
  extra_attrs: Record<string, unknown>;
  annotations: Record<string, string>;
  references: { child_digest: string; platform: { os: string; architecture: string; variant: string } | null }[];
  tags: { name: string; push_time: string }[];
  accessories: { digest: string; size: number; type: string; artifact_type: string }[];
}

/** The API's path of a repository; a slash in it is encoded twice, as Harbor's clients do. */
export function artifactsPath(project: string, repository: string): string {
  return `/api/v2.0/projects/${encodeURIComponent(project)}/repositories/${encodeURIComponent(encodeURIComponent(repository))}/artifacts`;
}

/** How a client gets it: by tag where there is one. */
export function pullCommand(host: string, name: string, artifact: Artifact): string {
  const tag = artifact.tags[0]?.name;
  if (artifact.type === 'CHART') {
    const version = artifact.extra_attrs['version'];
    return `helm pull oci://${host}/${name}${typeof version === 'string' ? ` --version ${version}` : ''}`;
  }
  return `docker pull ${host}/${name}${tag === undefined ? `@${artifact.digest}` : `:${tag}`}`;
}

/** An attribute as text; empty when it is absent or no text. */
export function attribute(artifact: Artifact, name: string): string {
  const value = artifact.extra_attrs[name];
  return typeof value === 'string' ? value : '';
}
