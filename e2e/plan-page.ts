import { expect, type Locator, type Page } from '@playwright/test';

/** A scenario as a person works in it. A cell is named by its row and column: `R:IDF|*` and `2027-01`. */
export function planPage(page: Page) {
  const cell = (row: string, column: string): Locator =>
    page.locator(`.ag-row[row-id="${row}"] .ag-cell[col-id="${column}"]`);

  return {
    cell,
    async open(address: string): Promise<void> {
      await page.goto(address);
      await expect(cell('*|*', '2027-01')).toBeVisible();
    },
    async type(row: string, column: string, text: string): Promise<void> {
      await cell(row, column).click();
      await page.keyboard.type(text);
      await page.keyboard.press('Enter');
    },
    saved: () => expect(page.getByTestId('save-state')).toHaveAttribute('data-state', 'saved'),
    saveState: () => page.getByTestId('save-state'),
  };
}

/** A figure as French text shows it: spaces of any kind between the groups. */
export function figure(text: string): RegExp {
  return new RegExp(`^${text.replaceAll(' ', String.raw`\s`)}$`);
}
