/** Whether there is an own entry by this name: codes of the server may be newer than the words of this client. */
export function isKey<T extends object>(entries: T, name: string): name is Extract<keyof T, string> {
  return Object.hasOwn(entries, name);
}
