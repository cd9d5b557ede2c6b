/** A switch over a union ends here: a new member is a compile error. */
export function assertNever(value: never): never {
  throw new Error(`unexpected: ${JSON.stringify(value)}`);
}
