/** One column of a list; a row has a cell of its key. */
export interface ListColumn<K extends string> {
  readonly key: K;
  readonly head: string;
  /** Figures stand right; people are cut at the width of a column; buttons have a head for those who only hear it. */
  readonly kind?: 'text' | 'figure' | 'person' | 'moment' | 'buttons';
  /** The narrowest page that shows it: a phone unless said. */
  readonly from?: 'tablet' | 'desk';
  /** On a card of a phone: a line of its own behind its name, where the value alone says too little. */
  readonly named?: boolean;
}
