/** 'Priya', 'Priya and Sam', 'Priya, Sam and Noor'; `and` in the language of the sentence. */
export function listNames(names: readonly string[], and: string): string {
  const last = names.at(-1) ?? '';
  return names.length < 2 ? last : `${names.slice(0, -1).join(', ')} ${and} ${last}`;
}
