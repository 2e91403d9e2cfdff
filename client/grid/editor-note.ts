import styles from './cell.module.css';

/** Words below an editor. */
export interface EditorWords {
  /** What the text typed would do. */
  readonly hint?: string | undefined;
  /** What one has to know before going on. */
  readonly warning?: string | undefined;
}

/** A few words below the open editor, which may come at any time. */
export interface EditorNote {
  readonly open: (input: HTMLElement) => void;
  readonly say: (words: EditorWords) => void;
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
  const warning = document.createElement('div');
  warning.className = styles['editorWarning'] ?? '';
  panel.append(warning, hint);
  panel.hidden = true;
  frame.append(panel);
  let input: HTMLElement | undefined;

  function place(): void {
    panel.hidden = input === undefined || (hint.textContent === '' && warning.textContent === '');
    if (panel.hidden || !input) return;
    const around = frame.getBoundingClientRect();
    const cell = input.getBoundingClientRect();
    const { width, height } = panel.getBoundingClientRect();
    const below = cell.bottom - around.top + GAP_PX;
    const fits = below + height <= around.height;
    panel.style.top = `${fits ? below : cell.top - around.top - GAP_PX - height}px`;
    panel.style.left = `${Math.max(GAP_PX, Math.min(cell.right - around.left - width, around.width - width - GAP_PX))}px`;
  }

  function say(words: EditorWords): void {
    const [below = '', above = ''] = [words.hint, words.warning];
    if (hint.textContent === below && warning.textContent === above) return;
    hint.textContent = below;
    warning.textContent = above;
    place();
  }

  return {
    open: (opened) => {
      input = opened;
      opened.setAttribute('aria-describedby', panel.id);
      place();
    },
    say: (words) => say(input ? words : {}),
    place,
    close: () => {
      input = undefined;
      say({});
      place();
    },
    remove: () => panel.remove(),
  };
}
