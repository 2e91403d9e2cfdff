import styles from './cell.module.css';

/** A few words below the open editor: a hint on what is typed, and a note that may come at any time. */
export interface EditorNote {
  readonly open: (input: HTMLElement) => void;
  readonly setHint: (text: string | undefined) => void;
  readonly setNote: (text: string | undefined) => void;
  /** The grid has scrolled. */
  readonly place: () => void;
  readonly close: () => void;
  readonly remove: () => void;
}

const GAP_PX = 2;
let made = 0;

/** @param frame the positioned element around the grid; the words stay within it */
export function createEditorNote(frame: HTMLElement): EditorNote {
  const panel = document.createElement('div');
  panel.className = styles['editorNote'] ?? '';
  panel.id = `editor-note-${(made += 1)}`;
  panel.role = 'status';
  panel.dataset['testid'] = 'editor-note';
  const hint = document.createElement('div');
  const note = document.createElement('div');
  note.className = styles['editorWarning'] ?? '';
  panel.append(hint, note);
  panel.hidden = true;
  frame.append(panel);
  let input: HTMLElement | undefined;

  function place(): void {
    panel.hidden = input === undefined || (hint.textContent === '' && note.textContent === '');
    if (panel.hidden || !input) return;
    const around = frame.getBoundingClientRect();
    const cell = input.getBoundingClientRect();
    const { width, height } = panel.getBoundingClientRect();
    const below = cell.bottom - around.top + GAP_PX;
    const fits = below + height <= around.height;
    panel.style.top = `${fits ? below : cell.top - around.top - GAP_PX - height}px`;
    panel.style.left = `${Math.max(GAP_PX, Math.min(cell.right - around.left - width, around.width - width - GAP_PX))}px`;
  }

  function write(line: HTMLElement, text: string | undefined): void {
    if (line.textContent === (text ?? '')) return;
    line.textContent = text ?? '';
    place();
  }

  return {
    open: (opened) => {
      input = opened;
      opened.setAttribute('aria-describedby', panel.id);
      place();
    },
    setHint: (text) => write(hint, text),
    setNote: (text) => write(note, input ? text : undefined),
    place,
    close: () => {
      input = undefined;
      write(hint, undefined);
      write(note, undefined);
      place();
    },
    remove: () => panel.remove(),
  };
}
