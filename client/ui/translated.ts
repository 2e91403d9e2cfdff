/** The type an English file must have: every key of the French one, each with a text of its own. */
export type Translated<French> = {
  [Key in keyof French]: French[Key] extends string ? string : Translated<French[Key]>;
};
