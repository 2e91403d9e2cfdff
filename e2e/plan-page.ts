import { expect, type Locator, type Page } from '@playwright/test';

/** A scenario as a person works in it. A cell is named by its row and column: `R:IDF|*` and `2027-01`. */
export function planPage(page: Page) {
  const cell = (row: string, column: string): Locator =>
    page.locator(`.ag-row[row-id="${row}"] .ag-cell[col-id="${column}"]`);

  return {
    cell,
    /** What the cell shows, without the name tags of who is in it. */
    figure: (row: string, column: string): Locator => cell(row, column).locator('[data-figure]'),
    async open(address: string): Promise<void> {
      await page.goto(address);
      await expect(cell('*|*', '2027-01')).toBeVisible();
    },
    async type(row: string, column: string, text: string): Promise<void> {
      await cell(row, column).click();
      await page.keyboard.type(text);
      await page.keyboard.press('Enter');
    },
    /** Opens a branch of the tree. */
    async expand(row: string): Promise<void> {
      await page.locator(`.ag-row[row-id="${row}"] button[aria-expanded="false"]`).click();
    },
    /** The first rows below an open branch, in the order shown. */
    async rowsBelow(row: string): Promise<[string, string]> {
      const shown = page.locator('.ag-row:has([col-id="tree"])');
      await expect(shown.first()).toBeVisible();
      const places = await shown.evaluateAll((rows) =>
        rows.map((element) => ({ id: element.getAttribute('row-id') ?? '', top: element.getBoundingClientRect().top })),
      );
      const ids = places.toSorted((a, b) => a.top - b.top).map(({ id }) => id);
      const at = ids.indexOf(row);
      return [ids[at + 1] ?? '', ids[at + 2] ?? ''];
    },
    /** Pastes as Ctrl+V does, without the clipboard of the machine. */
    async paste(text: string): Promise<void> {
      await page.evaluate((given) => {
        const data = new DataTransfer();
        data.setData('text/plain', given);
        const event = new ClipboardEvent('paste', { clipboardData: data, bubbles: true, cancelable: true });
        (document.activeElement ?? document.body).dispatchEvent(event);
      }, text);
    },
    /** A block that hits totals is shown before it is written. */
    confirmBlock: () => page.getByTestId('block-write').click(),
    saved: () => expect(page.getByTestId('save-state')).toHaveAttribute('data-state', 'saved'),
    saveState: () => page.getByTestId('save-state'),
  };
}

/** A figure as French text shows it: spaces of any kind between the groups. */
export function figure(text: string): RegExp {
  return new RegExp(`^${text.replaceAll(' ', String.raw`\s`)}$`);
}
