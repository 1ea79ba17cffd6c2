/** Saves a text as a file of the user's, by the browser's own download. */
export function saveFile(file: { readonly name: string; readonly text: string }, type: string): void {
  const url = URL.createObjectURL(new Blob([file.text], { type }));
  const link = document.createElement('a');
  link.href = url;
  link.download = file.name;
  link.click();
  // The download has taken its own hold of the blob by the next task.
  setTimeout(() => URL.revokeObjectURL(url), 1_000);
}
