import { element } from './element.ts';

/** Hands the reader a file that the page made. */
export function saveFile(name: string, content: Blob): void {
  const url = URL.createObjectURL(content);
  element('a', { attributes: { href: url, download: name } }).click();
  // Later: some browsers begin to read only after the click has returned.
  setTimeout(() => URL.revokeObjectURL(url), 10_000);
}

/** A button that saves; the file is made when it is pressed. */
export function saveButton(words: string, file: string, make: () => Blob | Promise<Blob>): HTMLButtonElement {
  const save = async (): Promise<void> => saveFile(file, await make());
  const button = element('button', { class: 'quiet', attributes: { type: 'button' } }, words);
  button.addEventListener('click', () => void save());
  return button;
}
