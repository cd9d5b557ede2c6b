/** Workers are separate files: the source beside this one while developing, the bundle's entry when built. */
export function workerFile(name: 'writer-worker' | 'reader-worker' | 'job-worker'): URL {
  return import.meta.url.endsWith('.ts')
    ? new URL(`./${name}.ts`, import.meta.url)
    : new URL(`./${name}.js`, import.meta.url);
}
