export interface TreeNode {
  readonly id: string;
  readonly label: string;
  /** A short word beside the label, such as a code. */
  readonly hint?: string;
  /** Found by it too, though it is not shown. */
  readonly code?: string;
  readonly children: readonly TreeNode[];
}

/** A node as a visible row of the grid. */
export interface TreeRow {
  readonly id: string;
  readonly label: string;
  readonly hint?: string;
  /** 0 for a root. */
  readonly level: number;
  readonly parent?: string;
  /** Absent for a leaf. */
  readonly expanded?: boolean;
}

/** The rows to show, in order: every node whose ancestors are all expanded. */
export function visibleRows(roots: readonly TreeNode[], expanded: ReadonlySet<string>): TreeRow[] {
  const rows: TreeRow[] = [];
  const visit = (nodes: readonly TreeNode[], level: number, parent?: string): void => {
    for (const { id, label, hint, children } of nodes) {
      const open = children.length > 0 ? expanded.has(id) : undefined;
      rows.push({
        id,
        label,
        level,
        ...(hint !== undefined && { hint }),
        ...(parent !== undefined && { parent }),
        ...(open !== undefined && { expanded: open }),
      });
      if (open) visit(children, level + 1, id);
    }
  };
  visit(roots, 0);
  return rows;
}

/** The rows of `before` are kept where they say the same, so that the grid redraws only what changed. */
export function keepRows(before: readonly TreeRow[], after: readonly TreeRow[]): TreeRow[] {
  const known = new Map(before.map((row) => [row.id, row]));
  return after.map((row) => {
    const old = known.get(row.id);
    return old && old.expanded === row.expanded && old.level === row.level && old.label === row.label ? old : row;
  });
}

/** The nodes to expand so that the levels 0 to `level` show. */
export function expandedTo(roots: readonly TreeNode[], level: number): Set<string> {
  const expanded = new Set<string>();
  const visit = (nodes: readonly TreeNode[], depth: number): void => {
    if (depth >= level) return;
    for (const { id, children } of nodes) {
      if (children.length > 0) expanded.add(id);
      visit(children, depth + 1);
    }
  };
  visit(roots, 0);
  return expanded;
}

export function toggled(expanded: ReadonlySet<string>, id: string, open: boolean): ReadonlySet<string> {
  if (expanded.has(id) === open) return expanded;
  const next = new Set(expanded);
  if (open) next.add(id);
  else next.delete(id);
  return next;
}
