/** While the keyboard works, the note of the cell below a mouse at rest would cover the cells that are typed in. */
export function hushNotes(root: HTMLElement): () => void {
  const hush = (): void => {
    root.dataset['typing'] = '';
  };
  // Browsers tell of a move also where a cell changed below a mouse at rest.
  const speak = ({ movementX, movementY }: MouseEvent): void => {
    if (movementX !== 0 || movementY !== 0) delete root.dataset['typing'];
  };
  root.addEventListener('keydown', hush, true);
  root.addEventListener('mousemove', speak);
  return () => {
    root.removeEventListener('keydown', hush, true);
    root.removeEventListener('mousemove', speak);
  };
}
