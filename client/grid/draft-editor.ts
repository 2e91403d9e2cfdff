import styles from './cell.module.css';
import type { CellPosition, GridCell } from './cell.ts';
import type { ICellEditorComp, ICellEditorParams } from 'ag-grid-community';

export interface EditorExtras {
  /** What the editor starts with: the value in full, as it would be typed. */
  readonly draft: (row: string, column: string) => string;
  /** Why the text cannot be taken, in words; `undefined` when it can. */
  readonly fault: (row: string, column: string, text: string) => string | undefined;
  /** Every keystroke, and `undefined` when the editor closes. */
  readonly onDraft: (row: string, column: string, text: string | undefined) => void;
  /** A text was entered by a key, and nothing is wrong with it. */
  readonly onEnter: (row: string, column: string, text: string) => void;
  /** Somebody tried to enter a text that cannot be taken. */
  readonly onFault: (row: string, column: string, fault: string, anchor: DOMRect) => void;
  readonly label: (row: string, column: string) => string;
  readonly onOpen: (editor: DraftEditor) => void;
  readonly onClose: (editor: DraftEditor) => void;
}

type Params = ICellEditorParams<{ id: string }, GridCell> & EditorExtras;

/**
 * Takes text, not a number: what it means (`120k`, `+5 %`) is for the screen to say. Its value is the text typed, and an
 * untouched editor closes without a request. Enter and Tab hand the text over at once: AG Grid's own request comes by a
 * timer, behind the frame that closes the editor. AG Grid wants a class.
 */
export class DraftEditor implements ICellEditorComp {
  private readonly input = document.createElement('input');
  private params!: Params;
  private initial = '';
  /** The text as it stands was handed over: AG Grid is to make no request of it. */
  private entered = false;

  init(params: Params): void {
    this.params = params;
    const { eventKey, data, column } = params;
    const typed = eventKey !== null && eventKey.length === 1;
    this.initial = params.draft(data.id, column.getColId());
    this.input.className = styles['editor'] ?? '';
    this.input.type = 'text';
    this.input.inputMode = 'text';
    this.input.autocomplete = 'off';
    this.input.spellcheck = false;
    this.input.value = typed ? eventKey : this.initial;
    this.input.ariaLabel = params.label(data.id, column.getColId());
    this.input.dataset['testid'] = 'cell-editor';
    this.input.addEventListener('input', this.changed);
    this.input.addEventListener('blur', this.left);
    this.input.addEventListener('keydown', this.pressed);
    if (typed) this.changed();
  }

  get position(): CellPosition {
    return { row: this.params.data.id, column: this.params.column.getColId() };
  }

  get text(): string {
    return this.input.value;
  }

  /** The caret stays where it was. */
  focus(): void {
    this.input.focus();
  }

  getGui(): HTMLElement {
    return this.input;
  }

  afterGuiAttached(): void {
    this.input.focus();
    // After a typed character the caret belongs behind it; a whole value is replaced or edited.
    if (this.input.value === this.initial) this.input.select();
    else this.input.setSelectionRange(this.input.value.length, this.input.value.length);
    this.params.onOpen(this);
  }

  getValue(): GridCell | null {
    // The grid hands this on untouched in its edit request; the text is what the screen reads.
    return this.input.value as unknown as GridCell;
  }

  isCancelAfterEnd(): boolean {
    return this.entered || this.input.value === this.initial;
  }

  getValidationElement(): HTMLElement {
    return this.input;
  }

  getValidationErrors(): string[] | null {
    if (this.input.value === this.initial) return this.mark(undefined);
    return this.mark(this.params.fault(this.params.data.id, this.params.column.getColId(), this.input.value));
  }

  destroy(): void {
    this.params.onClose(this);
    this.params.onDraft(this.params.data.id, this.params.column.getColId(), undefined);
  }

  private readonly changed = (): void => {
    this.entered = false;
    this.input.ariaInvalid = 'false';
    this.params.onDraft(this.params.data.id, this.params.column.getColId(), this.input.value);
  };

  /**
   * A text that cannot be taken keeps its editor open wherever one clicks: one is brought back to it. AG Grid, which once
   * could not close an editor, does not try again at the next press on another cell.
   */
  private readonly left = (): void => {
    setTimeout(() => {
      if (!this.input.isConnected || document.activeElement === this.input) return;
      const { api, node, column } = this.params;
      if (this.complain()) {
        // The press made its cell the active one, and the draft would be shown there.
        if (node.rowIndex !== null) api.setFocusedCell(node.rowIndex, column);
        this.input.focus();
      } else if (document.activeElement?.closest('.ag-cell')) {
        api.stopEditing();
      }
    });
  };

  private readonly pressed = (event: KeyboardEvent): void => {
    if (event.key !== 'Enter' && event.key !== 'Tab') return;
    // With Ctrl the text is for a whole selection; with Alt, or while one composes a character, it stays open.
    const closes = !event.ctrlKey && !event.metaKey && !event.altKey && !event.isComposing;
    if (this.complain() || !closes || this.isCancelAfterEnd()) return;
    this.entered = true;
    this.params.onEnter(this.params.data.id, this.params.column.getColId(), this.input.value);
  };

  private complain(): boolean {
    const [fault] = this.getValidationErrors() ?? [];
    if (fault === undefined) return false;
    const { data, column } = this.params;
    this.params.onFault(data.id, column.getColId(), fault, this.input.getBoundingClientRect());
    return true;
  }

  private mark(fault: string | undefined): string[] | null {
    this.input.ariaInvalid = String(fault !== undefined);
    return fault === undefined ? null : [fault];
  }
}
